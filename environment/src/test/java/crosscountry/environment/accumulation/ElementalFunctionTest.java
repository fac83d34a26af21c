package crosscountry.environment.accumulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ElementalFunctionTest {

  /** A function, and a point at which it is differentiable. */
  @SuppressWarnings("ArrayRecordComponent")
  record Sample(String primitive, Map<String, String> parameters, double... operands) {

    static Sample of(String primitive, double... operands) {
      return new Sample(primitive, Map.of(), operands);
    }

    ElementalFunction function() {
      List<Operand> constants = Collections.nCopies(operands.length, new Operand.Literal(0));
      return ElementalCatalogue.of(new Equation(primitive, constants, parameters), 1);
    }

    @Override
    public String toString() {
      return primitive + parameters + Arrays.toString(operands);
    }
  }

  static List<Sample> differentiablePoints() {
    return List.of(
        Sample.of("neg", 0.7),
        Sample.of("abs", 0.7),
        Sample.of("abs", -0.7),
        Sample.of("square", -1.3),
        Sample.of("sqrt", 0.4),
        Sample.of("rsqrt", 0.4),
        Sample.of("cbrt", 0.4),
        Sample.of("cbrt", -2),
        Sample.of("exp", 1.1),
        Sample.of("exp2", 1.1),
        Sample.of("expm1", -0.2),
        Sample.of("log", 0.4),
        Sample.of("log1p", -0.4),
        Sample.of("sin", 1.1),
        Sample.of("cos", 1.1),
        Sample.of("tan", 1.1),
        Sample.of("asin", -0.6),
        Sample.of("acos", -0.6),
        Sample.of("atan", -0.6),
        Sample.of("sinh", -1.6),
        Sample.of("cosh", -1.6),
        Sample.of("tanh", -1.6),
        Sample.of("asinh", -1.6),
        Sample.of("acosh", 1.6),
        Sample.of("atanh", -0.6),
        Sample.of("logistic", -1.6),
        Sample.of("logistic", 2.6),
        Sample.of("erf", 0.7),
        Sample.of("erf", -2.9),
        Sample.of("erfc", 0.7),
        Sample.of("copy", 0.7),
        Sample.of("copy_p", 0.7),
        Sample.of("reduce_precision", 0.7),
        Sample.of("reshape", 0.7),
        Sample.of("squeeze", 0.7),
        Sample.of("broadcast_in_dim", 0.7),
        Sample.of("add", 0.7, -1.2),
        Sample.of("add_any", 0.7, -1.2),
        Sample.of("sub", 0.7, -1.2),
        Sample.of("mul", 0.7, -1.2),
        Sample.of("div", 0.7, -1.2),
        Sample.of("rem", 7.3, -1.7),
        Sample.of("rem", -7.3, 1.7),
        Sample.of("pow", 0.7, -1.2),
        Sample.of("pow", 2.7, 0.5),
        Sample.of("atan2", 0.7, -1.2),
        Sample.of("atan2", -0.7, 1.2),
        Sample.of("max", 0.7, -1.2),
        Sample.of("max", -0.7, 1.2),
        Sample.of("min", 0.7, -1.2),
        Sample.of("min", -0.7, 1.2),
        Sample.of("select_n", 0, 0.7, -1.2),
        Sample.of("select_n", 1, 0.7, -1.2),
        Sample.of("select_n", 2, 0.7, -1.2, 0.1),
        Sample.of("clamp", -1, 0.5, 1),
        Sample.of("clamp", -1, -1.5, 1),
        Sample.of("clamp", -1, 1.5, 1),
        new Sample("integer_pow", Map.of("y", "3"), -1.3),
        new Sample("integer_pow", Map.of("y", "-2"), -1.3),
        new Sample("integer_pow", Map.of("y", "1"), 0),
        new Sample("integer_pow", Map.of("y", "0"), 0),
        new Sample("convert_element_type", Map.of("new_dtype", "float64"), 0.3),
        new Sample("convert_element_type", Map.of("new_dtype", "int32"), 1.3),
        new Sample("convert_element_type", Map.of("new_dtype", "bool"), 1.3));
  }

  @ParameterizedTest
  @MethodSource("differentiablePoints")
  void partialsAreCentralDifferences(Sample sample) {
    ElementalFunction function = sample.function();
    double[] operands = sample.operands();
    double value = function.value(operands);
    for (int position = 0; position < operands.length; position++) {
      if (sample.primitive().equals("select_n") && position == 0) {
        assertThat(function.partial(operands, value, 0)).isZero();
        continue;
      }
      double difference = centralDifference(function, operands, position);
      assertThat(function.partial(operands, value, position))
          .as("partial with respect to operand %d", position)
          .isCloseTo(difference, within(1e-10 * Math.max(1, Math.abs(difference))));
    }
  }

  /** The five-point formula, whose error is of fourth order in the step. */
  private static double centralDifference(
      ElementalFunction function, double[] operands, int position) {
    double step = 1e-3;
    return (8
                * (shifted(function, operands, position, step)
                    - shifted(function, operands, position, -step))
            - (shifted(function, operands, position, 2 * step)
                - shifted(function, operands, position, -2 * step)))
        / (12 * step);
  }

  private static double shifted(
      ElementalFunction function, double[] operands, int position, double by) {
    double[] moved = operands.clone();
    moved[position] += by;
    return function.value(moved);
  }

  @Test
  void everyPrimitiveIsTested() {
    TreeSet<String> tested = new TreeSet<>();
    differentiablePoints().forEach(sample -> tested.add(sample.primitive()));
    for (InertElemental inert : InertElemental.values()) {
      tested.add(inert.name().toLowerCase(Locale.ROOT));
    }
    assertThat(tested).containsAll(ElementalCatalogue.plainPrimitives());
  }

  @ParameterizedTest
  @CsvSource({
    "lt, 1, 2, 1",
    "lt, 2, 2, 0",
    "le, 2, 2, 1",
    "le, 3, 2, 0",
    "gt, 2, 1, 1",
    "gt, 2, 2, 0",
    "ge, 2, 2, 1",
    "ge, 1, 2, 0",
    "eq, 2, 2, 1",
    "eq, 1, 2, 0",
    "ne, 2, 2, 0",
    "ne, 1, 2, 1",
    "and, 1, 1, 1",
    "and, 1, 0, 0",
    "or, 0, 1, 1",
    "or, 0, 0, 0",
    "xor, 1, 1, 0",
    "xor, 0, 1, 1",
  })
  void relationsAreTruthValuesWithoutDerivative(
      String primitive, double first, double second, double expected) {
    Sample sample = Sample.of(primitive, first, second);
    assertThat(sample.function().value(sample.operands())).isEqualTo(expected);
    assertThat(sample.function().partial(sample.operands(), expected, 0)).isZero();
    assertThat(sample.function().partial(sample.operands(), expected, 1)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "not, 0, 1",
    "not, 1, 0",
    "is_finite, 3, 1",
    "is_finite, Infinity, 0",
    "sign, -3, -1",
    "sign, 0, 0",
    "floor, -1.5, -2",
    "ceil, -1.5, -1",
    "round, 1.4, 1",
    "round, -1.6, -2",
    "stop_gradient, -1.6, -1.6",
  })
  void stepsHaveNoDerivative(String primitive, double operand, double expected) {
    Sample sample = Sample.of(primitive, operand);
    assertThat(sample.function().value(sample.operands())).isEqualTo(expected);
    assertThat(sample.function().partial(sample.operands(), expected, 0)).isZero();
  }

  /** The columns after the primitive: parameter, operand, value. */
  @ParameterizedTest
  @CsvSource({
    "convert_element_type, new_dtype, float32, -1.7, -1.7",
    "convert_element_type, new_dtype, bfloat16, -1.7, -1.7",
    "convert_element_type, new_dtype, int32, -1.7, -1",
    "convert_element_type, new_dtype, uint8, 1.7, 1",
    "convert_element_type, new_dtype, bool, -1.7, 1",
    "convert_element_type, new_dtype, bool_, 0, 0",
    "integer_pow, y, -1, 4, 0.25",
    "integer_pow, y, 0, 0, 1",
  })
  void parametersChooseTheFunction(
      String primitive, String parameter, String argument, double operand, double expected) {
    Sample sample = new Sample(primitive, Map.of(parameter, argument), operand);
    assertThat(sample.function().value(sample.operands())).isEqualTo(expected);
  }

  /** Reference values were computed with fifty digits at the exact double of the operand. */
  @ParameterizedTest
  @CsvSource({
    "erf, 1e-300, 1.1283791670955126022e-300",
    "erf, 1e-9, 1.1283791670955126438e-9",
    "erf, 0.1, 0.1124629160182848984",
    "erf, 0.5, 0.52049987781304653768",
    "erf, -1, -0.84270079294971486934",
    "erf, 1.5, 0.96610514647531072707",
    "erf, 2, 0.99532226501895273416",
    "erf, 2.4999, 0.99959283009966654862",
    "erf, 2.5, 0.99959304798255504106",
    "erf, 3, 0.99997790950300141456",
    "erf, -4, -0.99999998458274209972",
    "erf, 6.5, 0.99999999999999999996",
    "erfc, -3, 1.9999779095030014146",
    "erfc, 0, 1",
    "erfc, 0.5, 0.47950012218695346232",
    "erfc, 2.5, 0.00040695201744495893956",
    "erfc, 3, 0.000022090496998585441373",
    "asinh, 1e-12, 9.9999999999999997989e-13",
    "asinh, 0.001, 0.00099999983333340835411",
    "asinh, -0.5, -0.4812118250596034475",
    "asinh, 3, 1.8184464592320668235",
    "asinh, 1e5, 12.20607264555517373",
    "asinh, 1e12, 28.324168296488493518",
    "asinh, -1e300, -691.46867507877365057",
    "acosh, 1, 0",
    "acosh, 1.0000001, 0.00044721359190373472707",
    "acosh, 1.5, 0.962423650119206895",
    "acosh, 3, 1.7627471740390860505",
    "acosh, 1e5, 12.20607264550517373",
    "acosh, 1e12, 28.324168296488493518",
    "acosh, 1e300, 691.46867507877365057",
    "atanh, 1e-12, 9.9999999999999997989e-13",
    "atanh, -0.001, -0.0010000003333335333543",
    "atanh, 0.5, 0.5493061443340548457",
    "atanh, 0.999, 3.8002011672501995875",
    "logistic, -40, 4.2483542552915889773e-18",
    "logistic, -1, 0.26894142136999512075",
    "logistic, 0, 0.5",
    "logistic, 40, 0.99999999999999999575",
    "logistic, 800, 1",
  })
  void ownFunctionsAreAccurateToTheLastDigits(String primitive, double operand, double expected) {
    Sample sample = Sample.of(primitive, operand);
    assertThat(sample.function().value(sample.operands()))
        .isCloseTo(expected, within(1.5e-15 * Math.abs(expected)));
  }

  /** Far out the exponential of a large square loses a digit or two of the complement. */
  @ParameterizedTest
  @CsvSource({
    "5, 1.5374597944280348502e-12",
    "10, 2.088487583762544757e-45",
    "26, 5.6631924088561428465e-296",
  })
  void complementOfErfStaysRelativelyAccurateFarOut(double operand, double expected) {
    assertThat(ErrorFunction.erfc(operand)).isCloseTo(expected, within(1e-13 * expected));
  }

  @Test
  void limitsAreExact() {
    assertThat(ErrorFunction.erf(Double.POSITIVE_INFINITY)).isEqualTo(1);
    assertThat(ErrorFunction.erf(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
    assertThat(ErrorFunction.erf(-0.0)).isEqualTo(-0.0);
    assertThat(ErrorFunction.erf(Double.NaN)).isNaN();
    assertThat(InverseHyperbolic.atanh(1)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(InverseHyperbolic.atanh(1.5)).isNaN();
    assertThat(InverseHyperbolic.acosh(0.5)).isNaN();
  }

  @Test
  void equalOperandsShareTheMaximum() {
    assertThat(BinaryElemental.MAX.partial(new double[] {2, 2}, 2, 0)).isEqualTo(0.5);
    assertThat(BinaryElemental.MIN.partial(new double[] {2, 2}, 2, 1)).isEqualTo(0.5);
  }

  @Test
  void powersAreDifferentiableByTheBaseAtZero() {
    double[] operands = {0, 2};
    assertThat(BinaryElemental.POW.partial(operands, 0, 0)).isZero();
    assertThat(BinaryElemental.POW.partial(operands, 0, 1)).isZero();
    assertThat(BinaryElemental.POW.partial(new double[] {0, 0}, 1, 0)).isZero();
  }

  @Test
  void clampingToCrossedEndsGivesTheUpperEnd() {
    double[] operands = {2, 1.5, 1};
    assertThat(SelectingElemental.CLAMP.value(operands)).isEqualTo(1);
    assertThat(SelectingElemental.CLAMP.partial(operands, 1, 2)).isEqualTo(1);
  }

  @Test
  void logicWorksOnTheBitsOfIntegers() {
    assertThat(InertElemental.AND.value(new double[] {6, 3})).isEqualTo(2);
    assertThat(InertElemental.OR.value(new double[] {6, 3})).isEqualTo(7);
    assertThat(InertElemental.XOR.value(new double[] {6, 3})).isEqualTo(5);
    assertThat(InertElemental.NOT.value(new double[] {6})).isEqualTo(-7);
    assertThat(InertElemental.NOT.value(new double[] {1})).isZero();
    assertThat(InertElemental.NOT.value(new double[] {0})).isEqualTo(1);
  }
}
