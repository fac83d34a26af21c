package crosscountry.datasets.jaxpr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import crosscountry.environment.heuristic.HeuristicOrder;
import crosscountry.environment.linearization.CostModel;
import crosscountry.environment.structure.Shape;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How traces of functions of tensors become programs, and which traces don't. */
class TensorTranslationTest {

  @Test
  void keepsShapesAndTheParametersThatMatter() {
    Program program =
        translate(
            """
            { lambda ; a:f32[2,3] b:f32[3]. let
                c:f32[2] = dot_general[
                  dimension_numbers=(([1], [0]), ([], []))
                  preferred_element_type=float32
                ] a b
                d:f32[2] = mul c 2.0:f32[]
                e:f32[2,1] = broadcast_in_dim[broadcast_dimensions=(np.int64(0),) shape=(2, 1)] d
                f:f32[] = reduce_sum[axes=(0, 1) out_sharding=None] e
              in (f, b, 1.5) }
            """);

    assertThat(program)
        .isEqualTo(
            new Program(
                "f",
                List.of(Shape.of(2, 3), Shape.of(3)),
                List.of(
                    new Equation(
                        "dot_general",
                        List.of(new Operand.Input(0), new Operand.Input(1)),
                        Map.of("dimension_numbers", "(((1), (0)), ((), ()))"),
                        Shape.of(2)),
                    new Equation(
                        "mul",
                        List.of(new Operand.Result(1), new Operand.Literal(2)),
                        Map.of(),
                        Shape.of(2)),
                    new Equation(
                        "broadcast_in_dim",
                        List.of(new Operand.Result(2)),
                        Map.of("broadcast_dimensions", "(0)"),
                        Shape.of(2, 1)),
                    new Equation(
                        "reduce_sum",
                        List.of(new Operand.Result(3)),
                        Map.of("axes", "(0, 1)"),
                        Shape.SCALAR)),
                List.of(new Operand.Result(4), new Operand.Input(1), new Operand.Literal(1.5))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nested_layers", "pooled_attention"})
  void printsOfVersionsAYearApartParseToTheSameGraph(String function) {
    Program program = translate(Prints.version(function, "0.4.30"));

    assertThat(program.isScalar()).isFalse();
    for (String version : List.of("0.6.2", "0.10.2")) {
      Program later = translate(Prints.version(function, version));
      assertThat(later).isEqualTo(program);
      assertThat(later.fingerprint()).isEqualTo(program.fingerprint());
      for (CostModel model : CostModel.values()) {
        assertThat(counts(model, later)).isEqualTo(counts(model, program)).doesNotContain(0L);
      }
    }
  }

  /** Returns the multiplications of forward and of reverse mode. */
  private static List<Long> counts(CostModel model, Program program) {
    ComputationalGraph graph = model.linearize(program);
    return Stream.of(HeuristicOrder.FORWARD, HeuristicOrder.REVERSE)
        .map(order -> EliminationCost.of(graph, order.of(graph)).multiplications())
        .toList();
  }

  @ParameterizedTest
  @EnumSource(CostModel.class)
  void everyModelCountsEveryPrimitive(CostModel model) {
    Program program = translate(Prints.everyTensorPrimitive());

    assertThat(program.equations())
        .extracting(Equation::primitive)
        .containsAll(TensorPrimitives.names());
    assertThat(model.linearize(program).eliminableCount()).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "b:f32[4,3] = transpose a | lacks its parameter permutation",
        "b:f32[4,3] = transpose[permutation=(1, 1)] a | of [3,4] can't have permutation=(1, 1)",
        "b:f32[4,3] = transpose[permutation=(1, 2)] a | of [3,4] can't have permutation=(1, 2)",
        "b:f32[4,3] = transpose[permutation=(1, -1)] a | of [3,4] can't have permutation=(1, -1)",
        "b:f32[4] = transpose[permutation=(1,)] a | of [3,4] can't have permutation=(1)",
        "b:f32[4,3] = transpose[permutation=None] a | of [3,4] can't have permutation=None",
        "b:f32[4,3] = transpose[permutation=(1, 99999999999)] a"
            + " | of [3,4] can't have permutation=(1, 99999999999)",
        "b:f32[4,4] = transpose[permutation=(1, 0)] a | of [3,4] makes [4,3], not [4,4]",
        "b:f32[3,3] = dot_general[dimension_numbers=(([1], [1]), ([], []))] a a a"
            + " | doesn't take 3 operands",
        "b:f32[3,3] = dot_general[dimension_numbers=(([1], [0]), ([], []))] a a"
            + " | of [3,4] and [3,4] can't have dimension_numbers=(((1), (0)), ((), ()))",
        "b:f32[3,3] = dot_general[dimension_numbers=(([1], [2]), ([], []))] a a"
            + " | of [3,4] and [3,4] can't have dimension_numbers=(((1), (2)), ((), ()))",
        "b:f32[3,3] = dot_general[dimension_numbers=(([1], [1]), ([1], [1]))] a a"
            + " | of [3,4] and [3,4] can't have dimension_numbers=(((1), (1)), ((1), (1)))",
        "b:f32[3,3] = dot_general[dimension_numbers=([1], [1])] a a"
            + " | of [3,4] and [3,4] can't have dimension_numbers=((1), (1))",
        "b:f32[3,4,3] = dot_general[dimension_numbers=(([1], [1]), ([], []))] a a"
            + " | of [3,4] and [3,4] makes [3,3], not [3,4,3]",
        "b:f32[3] = reduce_sum[axes=(2,)] a | of [3,4] can't have axes=(2)",
        "b:f32[3] = reduce_max[axes=1] a | of [3,4] can't have axes=1",
        "b:f32[3] = squeeze[dimensions=(1,)] a | of [3,4] can't have dimensions=(1)",
        "b:f32[1,3,4] = expand_dims[dimensions=(3,)] a | of [3,4] can't have dimensions=(3)",
        "b:f32[3,4] = broadcast_in_dim a | of [3,4] can't have broadcast_dimensions=()",
        "b:f32[3,4,5] = broadcast_in_dim[broadcast_dimensions=(1, 2)] a"
            + " | of [3,4] can't have broadcast_dimensions=(1, 2)",
        "b:f32[11] = reshape[new_sizes=(11,) dimensions=None] a"
            + " | of [3,4] can't have new_sizes=(11)",
        "b:f32[12] = reshape[new_sizes=(12,) dimensions=(1, 0)] a"
            + " | has dimensions=(1, 0), and only None is supported; transpose before",
        "b:f32[2,4] = slice[start_indices=(2, 0) limit_indices=(4, 4) strides=None] a"
            + " | of [3,4] can't have limit_indices=(4, 4)",
        "b:f32[2,4] = slice[start_indices=(2,) limit_indices=(3, 4) strides=None] a"
            + " | of [3,4] can't have start_indices=(2)",
        "b:f32[2,4] = slice[start_indices=(0, 0) limit_indices=(3, 4) strides=(0, 1)] a"
            + " | of [3,4] can't have strides=(0, 1)",
        "b:f32[1,4] = dynamic_slice[slice_sizes=(1, 5)] a 0 0"
            + " | of [3,4] and [] and [] can't have slice_sizes=(1, 5)",
        "b:f32[1,4] = dynamic_slice[slice_sizes=(1, 4)] a 0 | doesn't take 2 operands",
        "b:f32[3,4] = dynamic_update_slice a 1.0 0 0"
            + " | of [3,4] and [] and [] and [] has an update that doesn't fit in",
        "b:f32[6,4] = concatenate[dimension=2] a a | of [3,4] and [3,4] can't have dimension=2",
        "b:f32[6,4] = concatenate[dimension=0] a 1.0 | of [3,4] and [] can't have dimension=0",
        "b:f32[3,4] = pad[padding_config=((0, 0, 0),)] a 0.0"
            + " | of [3,4] and [] can't have padding_config=((0, 0, 0))",
        "b:f32[3,4] = pad[padding_config=((-4, 0, 0), (0, 0, 0))] a 0.0"
            + " | of [3,4] and [] can't have padding_config=((-4, 0, 0), (0, 0, 0))",
        "b:f32[3,4] = rev[dimensions=(2,)] a | of [3,4] can't have dimensions=(2)",
        "b:f32[3,4] = cumsum[axis=2 reverse=False] a | of [3,4] can't have axis=2",
        "b:f32[3,4] = cumsum[axis=(0,) reverse=False] a | of [3,4] can't have axis=(0)",
        "b:f32[3,4] = cumsum[axis=0] a | lacks its parameter reverse",
        "b:f32[3,4] = cumprod[axis=0 reverse=maybe] a | of [3,4] can't have reverse=maybe",
        "b:f32[3,4] = cummax[axis=0 reverse=0] a | of [3,4] can't have reverse=0",
        "b:f32[3,4] = iota[dimension=2] a | doesn't take 1 operands",
        "b:f32[3] = iota[dimension=0 dtype=float32 shape=(4,)] | can't have shape=(4)",
        "b:f32[3] = iota[dimension=0 dtype=int32 shape=(3,)] | can't have dtype=int32",
        "b:f32[2,3,4] = broadcast_in_dim[broadcast_dimensions=(1, 2) shape=(7, 3, 4)] a"
            + " | of [3,4] can't have shape=(7, 3, 4)",
        "b:f32[1,2] = dynamic_slice[slice_sizes=(1, 2)] a 0 1.5"
            + " | of [3,4] and [] and [] has an index that isn't an integer",
        "b:f32[1,2] = dynamic_slice[slice_sizes=(1, 2)] a 0 1:f32[]"
            + " | of [3,4] and [] and [] has an index that isn't an integer",
        "b:f32[3,4] = dynamic_update_slice a a 0.0:i32[] 0"
            + " | of [3,4] and [3,4] and [] and [] has an index that isn't an integer",
        "b:f32[3,4] = select_n True:bool[] a 0.0"
            + " | of [] and [3,4] and [] has cases of several shapes",
        "b:f32[3,4] = clamp a 0.0 1.0"
            + " | of [3,4] and [] and [] has a bound that is neither a scalar nor of the shape of"
            + " what it bounds",
        "b:f32[3,4] = clamp 0.0 a | doesn't take 2 operands",
        "b:f32[3,4] = mul a | doesn't take 1 operands",
        "b:f32[3,4] = integer_pow a | lacks its parameter y",
        "b:f32[3,4] = integer_pow[y=2.5] a | of [3,4] can't have y=2.5",
        "b:f32[3,4] = convert_element_type a | lacks its parameter new_dtype",
        "b:f32[3,4] = convert_element_type[new_dtype=banana weak_type=False] a"
            + " | of [3,4] can't have new_dtype=banana",
        "b:i32[3,4] = convert_element_type[new_dtype=float32 weak_type=False] a"
            + " | of [3,4] can't have new_dtype=float32",
        "b:f32[3,4] = convert_element_type[new_dtype=bool weak_type=False] a"
            + " | of [3,4] can't have new_dtype=bool",
        "b:f32[3,4] = sin 1.0 | of [] makes [], not [3,4]",
        "b = sin a | of [3,4] makes [3,4], not []",
        "b:f32[3] = conv_general_dilated[dimension_numbers=X(lhs_spec=(0, 1), rhs_spec=(0, 1),"
            + " out_spec=(0, 2)) window_strides=() padding=()] a a"
            + " | of [3,4] and [3,4] can't have dimension_numbers=X(lhs_spec=(0, 1), rhs_spec=(0, 1),"
            + " out_spec=(0, 2))",
        "b:f32[3] = conv_general_dilated[feature_group_count=2] a a | has feature_group_count=2, and"
            + " only 1 is supported; write the groups as convolutions of their own",
      })
  void refusesEquationsThatContradictThemselves(String equation, String problem) {
    String text = "{ lambda ; a:f32[3,4]. let\n  %s\n in (b,) }".formatted(equation);
    String primitive = equation.replaceAll("^\\S+ = (\\w+).*", "$1");

    assertThatExceptionOfType(JaxprException.class)
        .isThrownBy(() -> translate(text))
        .withMessage("mine.jaxpr, line 2: '%s' %s", primitive, problem);
  }

  @Test
  void refusesOperandsWhoseAxesDoNotMatch() {
    assertThatExceptionOfType(InconsistentJaxprException.class)
        .isThrownBy(
            () -> translate("{ lambda ; a:f32[3] b:f32[4]. let c:f32[3] = add a b in (c,) }"))
        .withMessage("mine.jaxpr, line 1: 'add' of [3] and [4] has axes that don't match")
        .satisfies(refused -> assertThat(refused.line()).isEqualTo(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "d:f32[3] = select_n c a b",
        "d:f32[3] = select c b a",
        "d:f32[3] = select_n e a a",
        "d:f32[3] = clamp b a 1.0",
      })
  void whatSelectsRepeatsNoAxisOfSizeOne(String equation) {
    String text =
        "{ lambda ; a:f32[3] b:f32[1] c:bool[3] e:bool[1]. let %s in (d,) }".formatted(equation);

    assertThatExceptionOfType(InconsistentJaxprException.class).isThrownBy(() -> translate(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "d:f32[3] = select_n c a a",
        "d:f32[3] = select_n True:bool[] a a",
        "d:f32[3] = select c a a",
        "d:f32[3] = clamp a a 1.0",
        "d:f32[3] = clamp 0.0:f32[] a a",
        "d:f32[2] = dynamic_slice[slice_sizes=(2,)] a i",
        "d:f32[2] = dynamic_slice[slice_sizes=(2,)] a -1:i32[]",
        "d:f32[3] = cumsum[axis=0 reverse=True] a",
        "d:f32[3] = iota[dimension=0 dtype=float64 shape=(3,)]",
        "d:f16[3] = convert_element_type[new_dtype=float32 weak_type=False] a",
        "d:bf16[3] = convert_element_type[new_dtype=bfloat16 weak_type=False] a",
        "d:f8_e4m3fn[3] = convert_element_type[new_dtype=float8_e4m3fn] a",
        "d:i32[3] = convert_element_type[new_dtype=int64] a",
        "d:u8[3] = convert_element_type[new_dtype=uint8] a",
        "d:bool[3] = convert_element_type[new_dtype=bool] a",
      })
  void takesEquationsThatATracerPrints(String equation) {
    String text = "{ lambda ; a:f32[3] c:bool[3] i:i32[]. let %s in (d,) }".formatted(equation);

    assertThat(translate(text).equations()).hasSize(1);
  }

  @Test
  void conversionsOfScalarsAreCheckedToo() {
    assertThatExceptionOfType(InconsistentJaxprException.class)
        .isThrownBy(
            () ->
                translate(
                    "{ lambda ; a:f32[]. let b:i32[] = convert_element_type[new_dtype=float32] a"
                        + " in (b,) }"))
        .withMessage(
            "mine.jaxpr, line 1: 'convert_element_type' of [] can't have new_dtype=float32");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gather", "scatter-add", "sort", "argmax", "fft", "custom_linear_solve", "while_"})
  void refusesWhatIsNotKnownByName(String primitive) {
    assertThatExceptionOfType(UnsupportedFunctionException.class)
        .isThrownBy(
            () ->
                translate(
                    "{ lambda ; a:f32[3]. let\n\n b:f32[3] c:i32[3] = %s[x=1] a in (b,) }"
                        .formatted(primitive)))
        .withMessage(
            "mine.jaxpr, line 3: '%s' isn't supported in a function of tensors; write it with"
                + " operations on elements, products, convolutions, reductions, cumulative"
                + " operations, and slices of fixed size",
            primitive);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cond", "scan", "while"})
  void refusesControlFlow(String primitive) {
    assertThatExceptionOfType(UnsupportedFunctionException.class)
        .isThrownBy(
            () ->
                translate(
                    "{ lambda ; a:f32[3]. let b:f32[3] c:f32[] = %s[jaxpr={ lambda ; . let in () }]"
                            .formatted(primitive)
                        + " a in (b,) }"))
        .withMessage(
            "mine.jaxpr, line 1: '%s' is control flow or calls a jaxpr in another way that isn't"
                + " supported; trace the function without cond, scan, while and the like",
            primitive);
  }

  @Test
  void refusesSizesThatNothingCanCount() {
    String axes = "2147483647,".repeat(2);
    assertThatExceptionOfType(UnsupportedFunctionException.class)
        .isThrownBy(() -> translate("{ lambda ; a:f32[%s3]. let in (a,) }".formatted(axes)))
        .withMessageEndingWith("which is too large");
    assertThatExceptionOfType(UnsupportedFunctionException.class)
        .isThrownBy(
            () -> translate("{ lambda ; a:f32[%s1]. let in (a,) }".formatted("1,".repeat(64))))
        .withMessage("mine.jaxpr, line 1: 'a' has 65 axes, and at most 64 are supported");
  }

  private static Program translate(String text) {
    String source = "mine.jaxpr";
    Jaxpr flat = Inlining.inline(source, JaxprParser.parse(source, text)).jaxpr();
    return ProgramTranslation.translate(source, "f", flat);
  }
}
