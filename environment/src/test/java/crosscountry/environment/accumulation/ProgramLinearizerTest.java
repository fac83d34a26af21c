package crosscountry.environment.accumulation;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import crosscountry.environment.linearization.CostModel;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProgramLinearizerTest {

  private static final Operand X = new Operand.Input(0);

  private static Program program(Equation... equations) {
    return new Program("f", 1, List.of(equations), List.of(new Operand.Result(equations.length)));
  }

  private static Equation equation(String primitive, Operand... operands) {
    return new Equation(primitive, List.of(operands), Map.of());
  }

  private static ProgramLinearizer linearizer(Program program) {
    return new ProgramLinearizer(program, CostModel.PRINCIPLE.linearize(program));
  }

  private static Linearization<Double> linearization(Program program, double... point) {
    ProgramLinearizer linearizer = linearizer(program);
    assertThat(linearizer.evaluate(point)).isEqualTo(program.equations().size());
    return linearizer.linearization();
  }

  private static List<Linearization<Double>> points(Program program, long seed) {
    return RegularPoints.find(linearizer(program), 3, new SplittableRandom(seed)).linearizations();
  }

  @Test
  void partialsOfAnOperandThatIsReadTwiceAddUp() {
    Linearization<Double> point = linearization(program(equation("mul", X, X)), 3);

    assertThat(point.inDegree(1)).isEqualTo(1);
    assertThat(point.partial(1, 0)).isEqualTo(6);
  }

  @Test
  void constantsNeedNoFinitePartial() {
    // The partial of a power by its exponent does not exist at a negative base, nor is it wanted.
    Program power = program(equation("pow", X, new Operand.Literal(3)));
    // A constant that is not finite may well give a finite result.
    Program greater = program(equation("max", new Operand.Literal(Double.NEGATIVE_INFINITY), X));

    assertThat(linearization(power, -2).partial(1, 0)).isEqualTo(12);
    assertThat(linearization(greater, -2).partial(1, 0)).isEqualTo(1);
  }

  @Test
  void valuesAndPartialsMustBeFinite() {
    assertThat(linearizer(program(equation("log", X))).evaluate(new double[] {-1}))
        .as("the partial 1 / x is finite, the logarithm is not")
        .isZero();
    assertThat(linearizer(program(equation("sqrt", X))).evaluate(new double[] {0}))
        .as("the root is finite, its slope is not")
        .isZero();
  }

  @Test
  void whatDependsOnNoInputMayHaveAnyValue() {
    Equation constant =
        new Equation(
            "convert_element_type",
            List.of(new Operand.Literal(Double.NaN)),
            Map.of("new_dtype", "float32"));
    Operand hidden = new Operand.Result(3);
    Program program =
        program(
            constant,
            equation("log", new Operand.Result(1)),
            equation("gt", X, new Operand.Literal(0)),
            equation("select_n", hidden, new Operand.Result(2), X));

    assertThat(linearization(program, 2).partial(4, 0)).isEqualTo(1);
    assertThat(linearizer(program).evaluate(new double[] {-2}))
        .as("the branch that is not a number is taken")
        .isEqualTo(3);
  }

  @Test
  void tellsHowManyEquationsCouldBeEvaluated() {
    ProgramLinearizer linearizer =
        linearizer(program(equation("neg", X), equation("log", new Operand.Result(1))));

    assertThat(linearizer.evaluate(new double[] {1})).isEqualTo(1);
    assertThat(linearizer.evaluate(new double[] {-1})).isEqualTo(2);
  }

  @Test
  void equalSeedsGiveEqualPoints() {
    Program program = program(equation("exp", X));
    double first = slopes(program, 5);

    assertThat(slopes(program, 5)).isEqualTo(first);
    assertThat(slopes(program, 6)).isNotEqualTo(first);
  }

  private static double slopes(Program program, long seed) {
    return points(program, seed).stream().mapToDouble(point -> point.partial(1, 0)).sum();
  }
}
