package crosscountry.environment.accumulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import crosscountry.environment.linearization.CostModel;
import crosscountry.environment.structure.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Jacobians that jax.jacobian gives (JAX 0.4.30, in doubles). */
class TracedJacobiansTest {

  private static final Operand X = new Operand.Input(0);
  private static final Map<String, String> NONE = Map.of();

  private static Operand result(int equation) {
    return new Operand.Result(equation);
  }

  private static Equation equation(
      String primitive, Shape shape, Map<String, String> parameters, Operand... operands) {
    return new Equation(primitive, List.of(operands), parameters, shape);
  }

  private static void assertJacobian(
      Shape input, List<Equation> equations, double[] point, double[][] expected) {
    Program program =
        new Program("f", List.of(input), equations, List.of(result(equations.size())));
    TensorLinearizer linearizer =
        new TensorLinearizer(program, CostModel.GRAPHAX.linearize(program));

    assertThat(linearizer.evaluate(point)).isEqualTo(equations.size());
    DenseJacobian jacobian = TensorForward.jacobian(linearizer.linearization()).get(0);
    assertThat(jacobian.rows()).isEqualTo(expected.length);
    for (int row = 0; row < expected.length; row++) {
      for (int column = 0; column < point.length; column++) {
        assertThat(jacobian.at(row, column))
            .as("(%d, %d)", row, column)
            .isCloseTo(expected[row][column], within(1e-9));
      }
    }
  }

  @Test
  void softmaxOfABatchedProduct() {
    Shape square = Shape.of(1, 2, 2);
    Shape rows = Shape.of(1, 2);
    Shape column = Shape.of(1, 2, 1);
    Map<String, String> last = Map.of("axes", "(2,)");
    Map<String, String> along = Map.of("broadcast_dimensions", "(0, 1)", "shape", "(1, 2, 1)");
    assertJacobian(
        square,
        List.of(
            equation(
                "dot_general",
                square,
                Map.of("dimension_numbers", "(([2], [2]), ([0], [0]))"),
                X,
                X),
            equation("reduce_max", rows, last, result(1)),
            equation("max", rows, NONE, new Operand.Literal(Double.NEGATIVE_INFINITY), result(2)),
            equation("broadcast_in_dim", column, along, result(3)),
            equation("stop_gradient", column, NONE, result(4)),
            equation("sub", square, NONE, result(1), result(5)),
            equation("exp", square, NONE, result(6)),
            equation("reduce_sum", rows, last, result(7)),
            equation("broadcast_in_dim", column, along, result(8)),
            equation("div", square, NONE, result(7), result(9))),
        new double[] {0.3, -0.2, 0.5, 0.1},
        new double[][] {
          {0.024999999999999994, -0.125, -0.075, 0.05},
          {-0.024999999999999994, 0.125, 0.075, -0.05},
          {0.124473358998459, 0.024894671799691803, -0.17426270259784266, -0.09957868719876722},
          {-0.12447335899845903, -0.024894671799691806, 0.17426270259784254, 0.0995786871987672}
        });
  }

  @Test
  void movedSumsOfSines() {
    Shape vector = Shape.of(3);
    assertJacobian(
        vector,
        List.of(
            equation("sin", vector, NONE, X),
            equation("cumsum", vector, Map.of("axis", "0", "reverse", "False"), result(1)),
            equation("rev", vector, Map.of("dimensions", "(0,)"), result(2)),
            equation(
                "pad",
                Shape.of(6),
                Map.of("padding_config", "((1, 0, 1),)"),
                result(3),
                new Operand.Literal(0)),
            equation(
                "dynamic_slice",
                Shape.of(4),
                Map.of("slice_sizes", "(4,)"),
                result(4),
                new Operand.Literal(1))),
        new double[] {0.3, -1.2, 0.7},
        new double[][] {
          {0.955336489125606, 0.3623577544766736, 0.7648421872844885},
          {0, 0, 0},
          {0.955336489125606, 0.3623577544766736, 0},
          {0, 0, 0}
        });
  }

  @Test
  void rectifiedConvolutionWithStrides() {
    Shape image = Shape.of(1, 1, 5);
    Shape filter = Shape.of(1, 1, 2);
    Shape result = Shape.of(1, 1, 3);
    assertJacobian(
        Shape.of(7),
        List.of(
            equation(
                "slice",
                Shape.of(5),
                Map.of("start_indices", "(0,)", "limit_indices", "(5,)", "strides", "None"),
                X),
            equation("reshape", image, NONE, result(1)),
            equation(
                "slice",
                Shape.of(2),
                Map.of("start_indices", "(5,)", "limit_indices", "(7,)", "strides", "None"),
                X),
            equation("reshape", filter, NONE, result(3)),
            equation(
                "conv_general_dilated",
                result,
                Map.of(
                    "dimension_numbers",
                    "ConvDimensionNumbers(lhs_spec=(0, 1, 2), rhs_spec=(0, 1, 2),"
                        + " out_spec=(0, 1, 2))",
                    "window_strides",
                    "(2,)",
                    "padding",
                    "((1, 0),)"),
                result(2),
                result(4)),
            equation("max", result, NONE, result(5), new Operand.Literal(-1))),
        new double[] {0.3, -1.2, 0.7, 2, -0.4, 1.5, -2},
        new double[][] {
          {-2, 0, 0, 0, 0, 0, 0.3},
          {0, 0, 0, 0, 0, 0, 0},
          {0, 0, 0, 1.5, -2, 2, -0.4}
        });
  }
}
