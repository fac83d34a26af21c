package crosscountry.datasets.jaxpr;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Texts as versions of JAX printed them, each of five functions by three versions. */
final class Prints {

  private static final List<String> FUNCTIONS =
      List.of("scalar", "control", "tensor", "long", "effect");
  private static final List<String> VERSIONS = List.of("0.4.30", "0.6.2", "0.10.2");

  private Prints() {}

  static Stream<String> names() {
    return FUNCTIONS.stream()
        .flatMap(function -> VERSIONS.stream().map(version -> function + "_" + version));
  }

  static String text(String name) {
    return resource("/crosscountry/prints/" + name + ".jaxpr");
  }

  /** Returns a function whose equations are the same in all versions, once calls are in line. */
  static String version(String function, String version) {
    return resource("/crosscountry/versions/%s.jax-%s.jaxpr".formatted(function, version));
  }

  /** Returns a function with every primitive of tensors, written by hand after prints. */
  static String everyTensorPrimitive() {
    return """
        { lambda ; a:f32[2,3] i:i32[] x:f32[1,2,6,6] w:f32[3,2,3,3]. let
            b:f32[2,2] = dot_general[dimension_numbers=(([1], [1]), ([], []))] a a
            c:f32[1,3,3,5] = conv_general_dilated[
              batch_group_count=1
              dimension_numbers=ConvDimensionNumbers(lhs_spec=(0, 1, 2, 3), rhs_spec=(0, 1, 2, 3), out_spec=(0, 1, 2, 3))
              feature_group_count=1
              lhs_dilation=(1, 1)
              padding=((1, 1), (1, 2))
              rhs_dilation=(1, 2)
              window_strides=(2, 1)
            ] x w
            d:f32[2] = reduce_sum[axes=(1,)] a
            e:f32[3] = reduce_max[axes=(0,)] a
            f:f32[] = reduce_min[axes=(0, 1)] a
            g:f32[] = reduce_prod[axes=(0,)] d
            h:f32[2,4] = broadcast_in_dim[broadcast_dimensions=(0,) shape=(2, 4)] d
            j:f32[3,2] = reshape[dimensions=None new_sizes=(3, 2)] a
            k:f32[1,3] = broadcast_in_dim[broadcast_dimensions=(1,)] e
            l:f32[3] = squeeze[dimensions=(0,)] k
            m:f32[3,1,2,1] = expand_dims[dimensions=(1, 3)] j
            n:f32[3,2] = transpose[permutation=(1, 0)] a
            o:f32[2,2] = slice[limit_indices=(2, 3) start_indices=(0, 0) strides=(1, 2)] a
            p:f32[1,3] = dynamic_slice[slice_sizes=(1, 3)] a i 0:i32[]
            q:f32[2,3] = dynamic_update_slice a p i i
            r:f32[2,6] = concatenate[dimension=1] a q
            s:f32[5,6] = pad[padding_config=((1, 1, 1), (np.int64(0), np.int64(0), 0))] r 0.0
            t:f32[5,6] = rev[dimensions=(0,)] s
            u:f32[5,6] = cumsum[axis=0 reverse=False] t
            v:f32[5,6] = cumprod[axis=1 reverse=False] u
            y:f32[5,6] = cummax[axis=1 reverse=True] v
            z:f32[5,6] = cummin[axis=1 reverse=False] y
            ba:f32[5,6] = cumlogsumexp[axis=1 reverse=False] z
            bb:f32[6] = iota[dimension=0 dtype=float32 shape=(6,)]
            bc:f32[1,6] = broadcast_in_dim[broadcast_dimensions=(1,)] bb
            bd:f32[5,6] = add ba bc
            be:f32[5,6] = clamp 0.0:f32[] bd 1.0:f32[]
            bf:bool[5,6] = gt be 0.5:f32[]
            bg:f32[5,6] = select_n bf be z
            bh:f32[5,6] = integer_pow[y=3] bg
            bi:f32[5,6] = stop_gradient bh
            bj:f16[5,6] = convert_element_type[new_dtype=float16 weak_type=False] bi
            bk:f16[5,6] = copy bj
          in (b, c, f, g, h, l, m, n, o, bk, bh) }
        """;
  }

  private static String resource(String resource) {
    try (InputStream stream = Prints.class.getResourceAsStream(resource)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  static JaxprListing parse(String name) {
    return JaxprParser.parse(name, text(name));
  }
}
