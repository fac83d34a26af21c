package crosscountry.environment.accumulation;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
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
    return new ProgramLinearizer(program, program.linearize());
  }

  @Test
  void partialsOfAnOperandThatIsReadTwiceAddUp() {
    Linearization point =
        linearizer(program(equation("mul", X, X))).at(new double[] {3}).orElseThrow();

    assertThat(point.inDegree(1)).isEqualTo(1);
    assertThat(point.partial(1, 0)).isEqualTo(6);
  }

  @Test
  void constantsNeedNoFinitePartial() {
    // The partial of a power by its exponent does not exist at a negative base, nor is it wanted.
    Program power = program(equation("pow", X, new Operand.Literal(3)));
    // A constant that is not finite may well give a finite result.
    Program greater = program(equation("max", new Operand.Literal(Double.NEGATIVE_INFINITY), X));

    assertThat(linearizer(power).at(new double[] {-2}).orElseThrow().partial(1, 0)).isEqualTo(12);
    assertThat(linearizer(greater).at(new double[] {-2}).orElseThrow().partial(1, 0)).isEqualTo(1);
  }

  @Test
  void valuesAndPartialsMustBeFinite() {
    assertThat(linearizer(program(equation("log", X))).at(new double[] {-1}))
        .as("the partial 1 / x is finite, the logarithm is not")
        .isEmpty();
    assertThat(linearizer(program(equation("sqrt", X))).at(new double[] {0}))
        .as("the root is finite, its slope is not")
        .isEmpty();
  }

  @Test
  void theFurthestEquationIsRemembered() {
    ProgramLinearizer linearizer =
        linearizer(program(equation("neg", X), equation("log", new Operand.Result(1))));
    assertThat(linearizer.at(new double[] {1})).isEmpty();

    assertThat(linearizer.furthestEquation()).isEqualTo(2);
  }

  @Test
  void steepPathsAreNotRegular() {
    // Each equation multiplies by 1e60: one alone is moderate, both together are not.
    Operand steep = new Operand.Literal(1e60);
    Program gentle = program(equation("mul", X, steep));
    Program steeper =
        program(equation("mul", X, steep), equation("mul", new Operand.Result(1), steep));

    assertThat(RegularPoints.find(linearizer(gentle), 2, new SplittableRandom(1))).hasSize(2);
    assertThat(RegularPoints.find(linearizer(steeper), 2, new SplittableRandom(1))).isEmpty();
  }

  @Test
  void equalSeedsGiveEqualPoints() {
    Program program = program(equation("exp", X));
    double first = slopes(program, 5);

    assertThat(slopes(program, 5)).isEqualTo(first);
    assertThat(slopes(program, 6)).isNotEqualTo(first);
  }

  private static double slopes(Program program, long seed) {
    return RegularPoints.find(linearizer(program), 3, new SplittableRandom(seed)).stream()
        .mapToDouble(point -> point.partial(1, 0))
        .sum();
  }
}
