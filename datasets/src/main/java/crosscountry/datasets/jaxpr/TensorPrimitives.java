package crosscountry.datasets.jaxpr;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Primitives of tensors that aren't operations on elements, and which of their parameters say what
 * they compute. Others, such as a precision or how a result is spread over devices, come and go
 * with the versions of JAX.
 */
final class TensorPrimitives {

  private static final String BROADCAST = "broadcast_in_dim";
  private static final String BROADCAST_AXES = "broadcast_dimensions";

  private static final List<String> ALONG_AXIS = List.of("axis", "reverse");

  private static final Map<String, List<String>> PARAMETERS =
      Map.ofEntries(
          Map.entry("dot_general", List.of("dimension_numbers")),
          Map.entry(
              "conv_general_dilated",
              List.of(
                  "dimension_numbers",
                  "window_strides",
                  "padding",
                  "lhs_dilation",
                  "rhs_dilation",
                  "feature_group_count",
                  "batch_group_count")),
          Map.entry("reduce_sum", List.of("axes")),
          Map.entry("reduce_max", List.of("axes")),
          Map.entry("reduce_min", List.of("axes")),
          Map.entry("reduce_prod", List.of("axes")),
          Map.entry(BROADCAST, List.of(BROADCAST_AXES)),
          Map.entry("reshape", List.of("new_sizes", "dimensions")),
          Map.entry("squeeze", List.of("dimensions")),
          Map.entry("expand_dims", List.of("dimensions")),
          Map.entry("transpose", List.of("permutation")),
          Map.entry("slice", List.of("start_indices", "limit_indices", "strides")),
          Map.entry("dynamic_slice", List.of("slice_sizes")),
          Map.entry("dynamic_update_slice", List.of()),
          Map.entry("concatenate", List.of("dimension")),
          Map.entry("pad", List.of("padding_config")),
          Map.entry("rev", List.of("dimensions")),
          Map.entry("cumsum", ALONG_AXIS),
          Map.entry("cumprod", ALONG_AXIS),
          Map.entry("cummax", ALONG_AXIS),
          Map.entry("cummin", ALONG_AXIS),
          Map.entry("cumlogsumexp", ALONG_AXIS),
          Map.entry("iota", List.of("dimension")));

  private static final List<String> OF_OPERATIONS_ON_ELEMENTS =
      List.of("y", "new_dtype", "exponent_bits", "mantissa_bits");

  private TensorPrimitives() {}

  static Set<String> names() {
    return PARAMETERS.keySet();
  }

  static boolean contains(String primitive) {
    return PARAMETERS.containsKey(primitive);
  }

  /** Returns the parameters that newer versions of JAX don't print where they have this value. */
  static Map<String, String> implied(String primitive) {
    return primitive.equals(BROADCAST) ? Map.of(BROADCAST_AXES, "()") : Map.of();
  }

  /** Tells whether a parameter of a primitive says what it computes; of unknown ones, each may. */
  static boolean matters(String primitive, String parameter) {
    if (contains(primitive)) {
      return PARAMETERS.get(primitive).contains(parameter);
    }
    return !ScalarPrimitives.contains(primitive) || OF_OPERATIONS_ON_ELEMENTS.contains(parameter);
  }
}
