package crosscountry.environment.accumulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import crosscountry.environment.fixture.RandomTensorPrograms;
import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import crosscountry.environment.linearization.ExactElementals;
import crosscountry.environment.structure.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TensorCatalogueTest {

  private static final double STEP = 1e-6;

  private static Tensor counting(Shape shape) {
    return new Tensor(
        shape, DoubleStream.iterate(1, next -> next + 1).limit(shape.elements()).toArray());
  }

  private static TensorFunction function(Equation equation, List<Shape> shapes) {
    return TensorCatalogue.of(new TensorEquation(equation, shapes, 1));
  }

  private static Arguments row(
      String primitive,
      Map<String, String> parameters,
      Shape shape,
      List<Shape> operands,
      double... expected) {
    return Arguments.of(primitive, parameters, shape, operands, expected);
  }

  /** Operands count from one; what is expected is computed by hand from the definitions. */
  static Stream<Arguments> values() {
    Shape matrix = Shape.of(2, 3);
    Shape vector = Shape.of(3);
    return Stream.of(
        row(
            "dot_general",
            Map.of("dimension_numbers", "(([1], [0]), ([], []))"),
            Shape.of(2),
            List.of(matrix, vector),
            14,
            32),
        row(
            "dot_general",
            Map.of("dimension_numbers", "(([1], [1]), ([0], [0]))"),
            Shape.of(2),
            List.of(matrix, matrix),
            14,
            77),
        row(
            "dot_general",
            Map.of("dimension_numbers", "(([0], [0]), ([], []))"),
            Shape.of(3, 1),
            List.of(matrix, Shape.of(2, 1)),
            9,
            12,
            15),
        row(
            "conv_general_dilated",
            Map.of(
                "dimension_numbers",
                "ConvDimensionNumbers(lhs_spec=(0, 1, 2), rhs_spec=(0, 1, 2), out_spec=(0, 1, 2))",
                "window_strides",
                "(1,)",
                "padding",
                "((1, 0),)",
                "feature_group_count",
                "1"),
            Shape.of(1, 1, 3),
            List.of(Shape.of(1, 1, 3), Shape.of(1, 1, 2)),
            2,
            5,
            8),
        row(
            "conv_general_dilated",
            Map.of(
                "dimension_numbers",
                "ConvDimensionNumbers(lhs_spec=(0, 3, 1, 2), rhs_spec=(3, 2, 0, 1),"
                    + " out_spec=(0, 3, 1, 2))",
                "window_strides",
                "(2, 1)",
                "padding",
                "[(0, 0), (1, 1)]"),
            Shape.of(1, 2, 3, 1),
            List.of(Shape.of(1, 3, 2, 1), Shape.of(1, 2, 1, 1)),
            2,
            5,
            2,
            10,
            17,
            6),
        row(
            "conv_general_dilated",
            Map.of(
                "dimension_numbers",
                "ConvDimensionNumbers(lhs_spec=(0, 1, 2), rhs_spec=(0, 1, 2), out_spec=(0, 1, 2))",
                "window_strides",
                "(1,)",
                "padding",
                "((1, 0),)",
                "lhs_dilation",
                "(2,)",
                "rhs_dilation",
                "(3,)"),
            Shape.of(1, 1, 3),
            List.of(Shape.of(1, 1, 3), Shape.of(1, 1, 2)),
            // 0 1 0 2 0 3, by 1 0 0 2
            4,
            1,
            6),
        row("reduce_sum", Map.of("axes", "(1,)"), Shape.of(2), List.of(matrix), 6, 15),
        row("reduce_sum", Map.of("axes", "(0,)"), vector, List.of(matrix), 5, 7, 9),
        row("reduce_prod", Map.of("axes", "(0, 1)"), Shape.SCALAR, List.of(matrix), 720),
        row("reduce_max", Map.of("axes", "(0,)"), vector, List.of(matrix), 4, 5, 6),
        row("reduce_min", Map.of("axes", "(1,)"), Shape.of(2), List.of(matrix), 1, 4),
        row(
            "cumsum",
            Map.of("axis", "1", "reverse", "False"),
            matrix,
            List.of(matrix),
            1,
            3,
            6,
            4,
            9,
            15),
        row("cumprod", Map.of("axis", "0", "reverse", "True"), vector, List.of(vector), 6, 6, 3),
        row("cummax", Map.of("axis", "0", "reverse", "True"), vector, List.of(vector), 3, 3, 3),
        row("cummin", Map.of("axis", "0", "reverse", "False"), vector, List.of(vector), 1, 1, 1),
        row(
            "cumlogsumexp",
            Map.of("axis", "0", "reverse", "False"),
            Shape.of(2),
            List.of(Shape.of(2)),
            1,
            Math.log(Math.exp(1) + Math.exp(2))),
        row(
            "transpose",
            Map.of("permutation", "(1, 0)"),
            Shape.of(3, 2),
            List.of(matrix),
            1,
            4,
            2,
            5,
            3,
            6),
        row(
            "broadcast_in_dim",
            Map.of("broadcast_dimensions", "(0,)"),
            Shape.of(2, 2),
            List.of(Shape.of(2)),
            1,
            1,
            2,
            2),
        row("reshape", Map.of(), Shape.of(6), List.of(matrix), 1, 2, 3, 4, 5, 6),
        row(
            "slice",
            Map.of("start_indices", "(1, 0)", "limit_indices", "(2, 3)", "strides", "[1, 2]"),
            Shape.of(1, 2),
            List.of(matrix),
            4,
            6),
        row(
            "dynamic_slice",
            Map.of("slice_sizes", "(2,)"),
            Shape.of(2),
            List.of(vector, Shape.SCALAR),
            2,
            3),
        row(
            "dynamic_update_slice",
            Map.of(),
            vector,
            List.of(vector, Shape.of(1), Shape.SCALAR),
            1,
            1,
            3),
        row(
            "concatenate",
            Map.of("dimension", "1"),
            Shape.of(2, 3),
            List.of(Shape.of(2, 1), Shape.of(2, 2)),
            1,
            1,
            2,
            2,
            3,
            4),
        row(
            "pad",
            Map.of("padding_config", "((1, -1, 1),)"),
            Shape.of(5),
            List.of(vector, Shape.SCALAR),
            1,
            1,
            1,
            2,
            1),
        row("rev", Map.of("dimensions", "(1,)"), matrix, List.of(matrix), 3, 2, 1, 6, 5, 4),
        row("iota", Map.of("dimension", "1"), matrix, List.of(), 0, 1, 2, 0, 1, 2),
        row("mul", Map.of(), matrix, List.of(matrix, Shape.of(2, 1)), 1, 2, 3, 8, 10, 12),
        row("select_n", Map.of(), vector, List.of(Shape.SCALAR, vector, vector), 1, 2, 3));
  }

  @ParameterizedTest
  @MethodSource("values")
  void valuesAreThoseOfTheDefinition(
      String primitive,
      Map<String, String> parameters,
      Shape shape,
      List<Shape> shapes,
      double[] expected) {
    Equation equation =
        new Equation(
            primitive,
            Collections.nCopies(shapes.size(), new Operand.Literal(0)),
            parameters,
            shape);
    Tensor value =
        function(equation, shapes)
            .value(shapes.stream().map(TensorCatalogueTest::counting).toList());

    assertThat(value.shape()).isEqualTo(shape);
    for (int element = 0; element < value.size(); element++) {
      assertThat(value.at(element)).isCloseTo(expected[element], within(1e-12));
    }
    assertThat(value.size()).isEqualTo(expected.length);
  }

  @Property(tries = 300)
  void partialsAreThoseOfCentralDifferencesAndHaveTheirStructure(@ForAll long seed) {
    Program program = RandomTensorPrograms.of(seed);
    Random random = new Random(seed);
    for (Equation equation : program.equations()) {
      List<Shape> shapes = equation.operands().stream().map(program::shape).toList();
      TensorFunction function = function(equation, shapes);
      Iterator<Double> drawn = distinct(random).iterator();
      List<Tensor> operands = shapes.stream().map(shape -> filled(shape, drawn)).toList();
      Tensor value = function.value(operands);
      for (int position = 0; position < equation.differentiableOperands().size(); position++) {
        DenseJacobian partials = new DenseJacobian(value.size(), operands.get(position).size());
        function.addPartials(operands, value, position, partials);

        assertThat(
                StructuredJacobian.of(
                        ExactElementals.EXACT.of(equation, shapes, List.of(position)), partials)
                    .dense()
                    .rows())
            .isEqualTo(value.size());
        assertDifferences(function, operands, position, partials, equation);
      }
    }
  }

  /** Returns numbers between 0.1 and 0.9 of which no two, nor their multiples, are close. */
  private static List<Double> distinct(Random random) {
    List<Double> numbers =
        new ArrayList<>(IntStream.range(0, 1000).mapToObj(place -> 0.1003 + 8e-4 * place).toList());
    Collections.shuffle(numbers, random);
    return numbers;
  }

  private static Tensor filled(Shape shape, Iterator<Double> numbers) {
    return new Tensor(
        shape, DoubleStream.generate(numbers::next).limit(shape.elements()).toArray());
  }

  private static void assertDifferences(
      TensorFunction function,
      List<Tensor> operands,
      int position,
      DenseJacobian partials,
      Equation equation) {
    for (int column = 0; column < partials.columns(); column++) {
      Tensor more = function.value(moved(operands, position, column, STEP));
      Tensor less = function.value(moved(operands, position, column, -STEP));
      for (int row = 0; row < partials.rows(); row++) {
        double slope = (more.at(row) - less.at(row)) / (2 * STEP);
        assertThat(partials.at(row, column))
            .as("%s by operand %d", equation, position)
            .isCloseTo(slope, within(1e-5 * Math.max(1, Math.abs(slope))));
      }
    }
  }

  private static List<Tensor> moved(List<Tensor> operands, int position, int column, double step) {
    Tensor operand = operands.get(position);
    double[] elements = new double[operand.size()];
    Arrays.setAll(elements, element -> operand.at(element) + (element == column ? step : 0));
    List<Tensor> moved = new ArrayList<>(operands);
    moved.set(position, new Tensor(operand.shape(), elements));
    return moved;
  }

  static Stream<Arguments> misfits() {
    Shape image = Shape.of(1, 1, 3);
    return Stream.of(
        row("mul", Map.of(), Shape.of(2), List.of(Shape.of(3), Shape.of(2))),
        row("reshape", Map.of(), Shape.of(2), List.of(Shape.of(3))),
        row("reduce_sum", Map.of(), Shape.of(2), List.of(Shape.of(3, 2))),
        row("cumsum", Map.of("axis", "x"), Shape.of(2), List.of(Shape.of(2))),
        row(
            "conv_general_dilated",
            Map.of("feature_group_count", "2"),
            image,
            List.of(image, image)));
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void whatDoesNotFitIsUnsupported(
      String primitive,
      Map<String, String> parameters,
      Shape shape,
      List<Shape> shapes,
      double[] unused) {
    assertThat(unused).isEmpty();
    Equation equation =
        new Equation(
            primitive,
            Collections.nCopies(shapes.size(), new Operand.Literal(0)),
            parameters,
            shape);

    assertThatThrownBy(() -> function(equation, shapes))
        .isInstanceOf(UnsupportedPrimitiveException.class)
        .hasMessageStartingWith("equation 1 uses the primitive " + primitive);
  }
}
