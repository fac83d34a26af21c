package crosscountry.environment.accumulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.fixture.RandomOrders;
import crosscountry.environment.fixture.RandomPrograms;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import crosscountry.environment.linearization.CostModel;
import crosscountry.environment.straightline.JacobianCode;
import crosscountry.environment.straightline.JacobianInterpreter;
import crosscountry.environment.straightline.NotScalarException;
import crosscountry.environment.straightline.ShortestCode;
import crosscountry.environment.structure.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Straight-line code against the numeric elementals and forward accumulation. */
class JacobianCodeTest {

  private static final double TOLERANCE = 1e-9;

  static Stream<ElementalFunctionTest.Sample> samples() {
    return Stream.concat(ElementalFunctionTest.differentiablePoints().stream(), InertSamples.all());
  }

  /** Operands on both sides of every jump, for the functions through which no derivative passes. */
  private static final class InertSamples {

    private static final double[] OPERANDS = {-3, -1.5, 0, 0.4, 1, 2.5, 6};

    static Stream<ElementalFunctionTest.Sample> all() {
      List<ElementalFunctionTest.Sample> samples = new ArrayList<>();
      for (InertElemental inert : InertElemental.values()) {
        String primitive = inert.name().toLowerCase(Locale.ROOT);
        for (double first : OPERANDS) {
          if (inert.takes(1)) {
            samples.add(ElementalFunctionTest.Sample.of(primitive, first));
          } else {
            for (double second : OPERANDS) {
              samples.add(ElementalFunctionTest.Sample.of(primitive, first, second));
            }
          }
        }
      }
      for (double operand : OPERANDS) {
        samples.add(ElementalFunctionTest.Sample.of("select_n", operand, 0.7, -1.2, 0.1));
        samples.add(ElementalFunctionTest.Sample.of("clamp", 2, operand, 1));
        samples.add(ElementalFunctionTest.Sample.of("max", operand, 1));
        samples.add(ElementalFunctionTest.Sample.of("min", operand, 1));
        for (String type : List.of("int32", "bool", "float32")) {
          samples.add(
              new ElementalFunctionTest.Sample(
                  "convert_element_type", Map.of("new_dtype", type), operand));
        }
        for (int exponent = -40; exponent <= 40; exponent++) {
          samples.add(
              new ElementalFunctionTest.Sample(
                  "integer_pow", Map.of("y", String.valueOf(exponent)), operand));
        }
      }
      for (double large : new double[] {-30, -9, 9, 30}) {
        samples.add(ElementalFunctionTest.Sample.of("tanh", large));
        samples.add(ElementalFunctionTest.Sample.of("logistic", large));
      }
      samples.add(ElementalFunctionTest.Sample.of("pow", 0, 2));
      samples.add(ElementalFunctionTest.Sample.of("pow", 0, 0.5));
      samples.add(ElementalFunctionTest.Sample.of("pow", 0, -1));
      samples.add(ElementalFunctionTest.Sample.of("pow", 1e-200, 1.6));
      samples.add(ElementalFunctionTest.Sample.of("pow", 1e-200, 2));
      samples.add(ElementalFunctionTest.Sample.of("pow", 3, 0));
      return samples.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyPrimitiveHasTheValueAndThePartialsOfTheNumericOne(ElementalFunctionTest.Sample sample) {
    double[] operands = sample.operands();
    ElementalFunction function = sample.function();
    List<Operand> inputs =
        IntStream.range(0, operands.length).<Operand>mapToObj(Operand.Input::new).toList();
    Program program =
        new Program(
            "one",
            operands.length,
            List.of(new Equation(sample.primitive(), inputs, sample.parameters())),
            List.of(new Operand.Result(1)));
    double[] value = new double[1];
    double[] partials = new double[operands.length];

    new JacobianInterpreter(JacobianCode.along(program, forward(program)))
        .evaluate(operands, value, partials);

    assertAgree(value[0], function.value(operands));
    for (int position = 0; position < operands.length; position++) {
      assertAgree(partials[position], function.partial(operands, value[0], position));
    }
  }

  private static void assertAgree(double found, double expected) {
    if (Double.isFinite(expected)) {
      assertThat(found).isCloseTo(expected, within(1e-13 * Math.abs(expected)));
    } else {
      assertThat(Double.isFinite(found)).isFalse();
    }
  }

  private static EliminationOrder forward(Program program) {
    ComputationalGraph graph = CostModel.PRINCIPLE.linearize(program);
    return EliminationOrder.ofVertices(graph, graph.eliminable());
  }

  @Property(tries = 500)
  void anyOrderGivesTheJacobianWithAtMostItsMultiplications(
      @ForAll(supplier = RandomPrograms.class) Program program,
      @ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
    ComputationalGraph graph = CostModel.PRINCIPLE.linearize(program);
    EliminationOrder order = RandomOrders.of(graph, seed);

    JacobianCode code = JacobianCode.along(program, order);

    assertThat((long) code.accumulationMultiplications())
        .isLessThanOrEqualTo(EliminationCost.of(graph, order).multiplications());
    JacobianInterpreter interpreter = new JacobianInterpreter(code);
    double[] outputs = new double[code.outputs()];
    double[] jacobian = new double[code.outputs() * code.inputs()];
    for (ReferencePoint point : ReferencePoint.find(program, 3, seed)) {
      interpreter.evaluate(point.coordinates(), outputs, jacobian);
      assertThat(point.greatestRelativeErrorOfOutputs(outputs)).isLessThan(TOLERANCE);
      assertThat(point.greatestRelativeError(jacobian)).isLessThan(TOLERANCE);
    }
  }

  @Test
  void aFunctionOfASumThatCancelsStandsForNoOther() {
    Operand a = new Operand.Input(0);
    Operand b = new Operand.Input(1);
    Operand c = new Operand.Input(2);
    Program program =
        new Program(
            "exponentials",
            3,
            List.of(
                binary("add", a, b),
                binary("sub", new Operand.Result(1), b),
                unary("exp", new Operand.Result(2)),
                binary("mul", new Operand.Result(3), c),
                unary("exp", a),
                binary("mul", new Operand.Result(5), c)),
            List.of(new Operand.Result(4), new Operand.Result(6)));

    double[] jacobian = jacobianOf(program, 0.3, 1e16, 2);

    assertThat(jacobian[3]).as("by a").isCloseTo(2 * Math.exp(0.3), within(1e-14));
    assertThat(jacobian[5]).as("by c").isCloseTo(Math.exp(0.3), within(1e-14));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-10, 1e-17})
  void aQuotientByASumThatCancelsStandsForNoOther(double a) {
    Operand divisor = new Operand.Input(0);
    Operand c = new Operand.Input(1);
    Program program =
        new Program(
            "quotients",
            2,
            List.of(
                binary("add", divisor, new Operand.Literal(1)),
                binary("sub", new Operand.Result(1), new Operand.Literal(1)),
                binary("div", c, new Operand.Result(2)),
                binary("div", c, divisor)),
            List.of(new Operand.Result(3), new Operand.Result(4)));

    double[] jacobian = jacobianOf(program, a, 3);

    assertThat(jacobian[2] * a * a).as("by a").isCloseTo(-3, within(1e-14));
    assertThat(jacobian[3] * a).as("by c").isCloseTo(1, within(1e-14));
  }

  @Test
  void whatIsAlwaysZeroIsAFactorOfNothing() {
    Operand x = new Operand.Input(0);
    Program program =
        new Program(
            "vanishing",
            1,
            List.of(
                binary("sub", x, x),
                binary("mul", new Operand.Literal(0), new Operand.Result(1)),
                unary("tanh", x)),
            List.of(new Operand.Result(2), new Operand.Result(3)));

    double slope = 1 - Math.pow(Math.tanh(0.8), 2);
    assertThat(jacobianOf(program, 0.8)[1]).isCloseTo(slope, within(1e-14));
  }

  @Test
  void aPowerOfOneIsNotComputed() {
    Operand x = new Operand.Input(0);
    Program program =
        new Program(
            "powers",
            1,
            List.of(
                binary("pow", new Operand.Literal(1), x), binary("mul", new Operand.Result(1), x)),
            List.of(new Operand.Result(2)));

    assertThat(JacobianCode.along(program, forward(program)).operations()).isZero();
    assertThat(jacobianOf(program, 0.8)).containsExactly(1);
  }

  /** As in JAX, and whether the exponent is known beforehand or not. */
  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.8})
  void everyPowerOfOneIsOne(double exponent) {
    Operand one = new Operand.Literal(1);
    Program program =
        new Program(
            "powers",
            1,
            List.of(
                binary("pow", one, new Operand.Input(0)),
                binary("pow", one, new Operand.Literal(exponent))),
            List.of(new Operand.Result(1), new Operand.Result(2)));
    double[] outputs = new double[2];
    double[] jacobian = new double[2];

    new JacobianInterpreter(JacobianCode.along(program, forward(program)))
        .evaluate(new double[] {exponent}, outputs, jacobian);

    assertThat(outputs).containsExactly(1, 1);
    assertThat(jacobian).containsExactly(0, 0);
  }

  private static double[] jacobianOf(Program program, double... point) {
    JacobianCode code = JacobianCode.along(program, forward(program));
    double[] jacobian = new double[code.outputs() * code.inputs()];
    new JacobianInterpreter(code).evaluate(point, new double[code.outputs()], jacobian);
    return jacobian;
  }

  /** Whatever partials are there that the value could be a product of. */
  @Test
  void theValueOfAQuotientIsRoundedOnce() {
    Operand x = new Operand.Input(0);
    Operand y = new Operand.Input(1);
    Operand quotient = new Operand.Result(1);
    Program program =
        new Program(
            "jumps",
            2,
            List.of(
                binary("div", x, y),
                unary("floor", quotient),
                binary("eq", quotient, new Operand.Literal(1)),
                new Equation(
                    "convert_element_type", List.of(quotient), Map.of("new_dtype", "int32")),
                binary("mul", x, y),
                binary("div", new Operand.Result(5), y),
                unary("floor", new Operand.Result(6))),
            List.of(
                quotient,
                new Operand.Result(2),
                new Operand.Result(3),
                new Operand.Result(4),
                new Operand.Result(7)));
    JacobianCode code = JacobianCode.along(program, forward(program));
    JacobianInterpreter interpreter = new JacobianInterpreter(code);
    double[] outputs = new double[code.outputs()];
    double[] jacobian = new double[code.outputs() * code.inputs()];

    for (int number = 1; number < 100; number++) {
      interpreter.evaluate(new double[] {number, number}, outputs, jacobian);
      assertThat(outputs).containsExactly(1, 1, 1, 1, number);
    }
    interpreter.evaluate(new double[] {Double.MIN_VALUE, Double.MIN_VALUE}, outputs, jacobian);
    assertThat(outputs[0]).isEqualTo(1);
  }

  @Test
  void eachValueIsComputedOnceAndNothingThatIsNotNeeded() {
    // z = (x y)(x y) + (y x), and a result that nobody reads.
    Operand x = new Operand.Input(0);
    Operand y = new Operand.Input(1);
    Program program =
        new Program(
            "twice",
            2,
            List.of(
                binary("mul", x, y),
                binary("mul", y, x),
                binary("mul", new Operand.Result(1), new Operand.Result(2)),
                binary("mul", new Operand.Result(3), new Operand.Result(3)),
                binary("add", new Operand.Result(3), new Operand.Result(2))),
            List.of(new Operand.Result(5)));

    JacobianCode code = JacobianCode.along(program, forward(program));

    // t = x y, z = t t + t; by x, t y + t y + y, and by y likewise.
    assertThat(code.multiplications()).isEqualTo(4);
    assertThat(code.operations()).isEqualTo(9);
  }

  private static Equation unary(String primitive, Operand operand) {
    return new Equation(primitive, List.of(operand), Map.of());
  }

  private static Equation binary(String primitive, Operand first, Operand second) {
    return new Equation(primitive, List.of(first, second), Map.of());
  }

  @Test
  void signsAndCopiesAreNotMultipliedBy() {
    Operand x = new Operand.Input(0);
    Program program =
        new Program(
            "copies",
            1,
            List.of(
                new Equation("neg", List.of(x), Map.of()),
                binary("sub", new Operand.Literal(1), new Operand.Result(1)),
                binary("add", new Operand.Result(2), new Operand.Literal(0))),
            List.of(new Operand.Result(3)));

    JacobianCode code = JacobianCode.along(program, forward(program));

    assertThat(code.multiplications()).isZero();
    assertThat(code.operations()).isEqualTo(1);
  }

  @Property(tries = 20)
  void aSearchForShortCodeEndsNoLongerThanItsStarts(
      @ForAll(supplier = RandomPrograms.class) Program program,
      @ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
    ComputationalGraph graph = CostModel.PRINCIPLE.linearize(program);
    List<EliminationOrder> starts = List.of(forward(program), RandomOrders.of(graph, seed));

    EliminationOrder found = ShortestCode.search(program, starts, 40, seed);

    for (EliminationOrder start : starts) {
      assertThat(JacobianCode.along(program, found).operations())
          .isLessThanOrEqualTo(JacobianCode.along(program, start).operations());
    }
    assertThat(ShortestCode.search(program, starts, 40, seed)).isEqualTo(found);
  }

  @Test
  void aFunctionOfTensorsIsRefused() {
    Shape pair = new Shape(List.of(2));
    Program program =
        new Program(
            "pair",
            List.of(pair),
            List.of(new Equation("sin", List.of(new Operand.Input(0)), Map.of(), pair)),
            List.of(new Operand.Result(1)));

    assertThatThrownBy(() -> JacobianCode.along(program, forward(program)))
        .isInstanceOf(NotScalarException.class)
        .hasMessage(
            "pair computes with tensors, but Jacobian code is written for functions of scalars only");
  }

  @Test
  void anUnknownPrimitiveIsNamedWithItsEquation() {
    Program program =
        new Program(
            "odd",
            1,
            List.of(new Equation("bessel", List.of(new Operand.Input(0)), Map.of())),
            List.of(new Operand.Result(1)));

    assertThatThrownBy(() -> JacobianCode.along(program, forward(program)))
        .hasMessage("equation 1 uses the primitive bessel, which has no known scalar derivative");
  }
}
