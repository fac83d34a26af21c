package crosscountry.environment.straightline;

import crosscountry.environment.accumulation.PrimeField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;

/**
 * Tells which terms are equal by the laws of arithmetic, however they are computed: those that have
 * one value in a finite field, where inputs are random elements, and so is the result of each
 * operation that the field does not have, on operands of given values. Terms that are not equal
 * have one value with a probability of about 1e-15 (Schwartz and Zippel; Motwani and Raghavan,
 * Randomized Algorithms, theorem 7.2).
 *
 * <p>In doubles equal terms may round differently, and by much where a sum cancels. So each term
 * also has majorants: what it would be at some points if nothing cancelled, to which its rounding
 * errors are proportional. A term may stand for another only if no majorant is greater. What the
 * field does not compute is equal only for operands that are equal and equally accurate.
 */
final class Equality {

  private static final PrimeField FIELD = PrimeField.MERSENNE_61;

  /** Points of majorants. */
  private static final int POINTS = 4;

  /** The coordinates of the points have sizes from the inverse of this to this. */
  private static final double LARGEST = 1e3;

  /** By how much a majorant may be greater because it was rounded itself. */
  private static final double ROUNDING = 1 + 1e-9;

  private final SplittableRandom random = new SplittableRandom(1);
  private final List<Value> values = new ArrayList<>();

  /** Inverses of elements, which take long to compute. */
  private final Map<Long, Long> inverses = new HashMap<>();

  /** For what the field does not compute, the value that stands for it. */
  private final Map<Object, Value> drawn = new HashMap<>();

  /**
   * What is known of a term.
   *
   * @param element its value in the field
   * @param at its value at each point, [points]
   * @param majorants its size at each point if nothing cancelled, [points]
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Value(long element, double[] at, double[] majorants) {

    /** Tells whether a term of this value, equal to one of the other, may stand for it. */
    boolean isAsAccurateAs(Value other) {
      for (int point = 0; point < POINTS; point++) {
        // A majorant that overflowed says nothing.
        if (!(majorants[point] <= other.majorants[point] * ROUNDING)
            || Double.isInfinite(majorants[point])) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * An operation that the field does not have.
   *
   * @param operands elements of the operands
   * @param majorants those of the operands, one operand after the other
   */
  private record Opaque(Operation operation, List<Long> operands, List<Double> majorants) {}

  /** Appends a term that reads earlier ones only, and returns its value. */
  Value append(Term term) {
    Value value;
    if (term instanceof Term.Call call) {
      value = value(call.operation(), call.operands().stream().map(values::get).toList());
    } else if (term instanceof Term.Constant constant && Double.isFinite(constant.value())) {
      double[] at = new double[POINTS];
      Arrays.fill(at, constant.value());
      value = new Value(FIELD.of(constant.value()), at, sizes(at));
    } else {
      value = drawn(term);
    }
    values.add(value);
    return value;
  }

  /** Returns the value of a term. */
  Value value(int term) {
    return values.get(term);
  }

  /** Returns what the value of the sum of two terms would be. */
  Value sum(int a, int b) {
    return sum(values.get(a), values.get(b));
  }

  /** Returns what the value of the product of two terms would be. */
  Value product(int a, int b) {
    return product(values.get(a), values.get(b));
  }

  /** Returns the element that the quotient of two terms has in the field, the second not zero. */
  long quotient(int a, int b) {
    long inverse = inverses.computeIfAbsent(values.get(b).element(), FIELD::inverse);
    return FIELD.product(values.get(a).element(), inverse);
  }

  private Value value(Operation operation, List<Value> operands) {
    Value first = operands.get(0);
    return switch (operation) {
      case ADD -> sum(first, operands.get(1));
      case SUB -> sum(first, negative(operands.get(1)));
      case MUL -> product(first, operands.get(1));
      case NEG -> negative(first);
      case DIV ->
          operands.get(1).element() == 0
              ? opaque(operation, operands)
              : product(first, inverse(operands.get(1)));
      default -> opaque(operation, operands);
    };
  }

  private static Value sum(Value a, Value b) {
    return new Value(
        FIELD.sum(a.element(), b.element()),
        combined(a.at(), b.at(), Double::sum),
        combined(a.majorants(), b.majorants(), Double::sum));
  }

  private static Value product(Value a, Value b) {
    return new Value(
        FIELD.product(a.element(), b.element()),
        combined(a.at(), b.at(), (c, d) -> c * d),
        combined(a.majorants(), b.majorants(), (c, d) -> c * d));
  }

  private static double[] combined(double[] a, double[] b, DoubleBinaryOperator combination) {
    double[] both = new double[POINTS];
    Arrays.setAll(both, point -> combination.applyAsDouble(a[point], b[point]));
    return both;
  }

  private static double[] sizes(double[] values) {
    return Arrays.stream(values).map(Math::abs).toArray();
  }

  private static Value negative(Value a) {
    double[] at = Arrays.stream(a.at()).map(value -> -value).toArray();
    return new Value(FIELD.negative(a.element()), at, a.majorants());
  }

  /** The relative error is that of the divisor, so a divisor that cancels makes it great. */
  private static Value inverse(Value a) {
    double[] at = Arrays.stream(a.at()).map(value -> 1 / value).toArray();
    double[] majorants =
        combined(a.majorants(), a.at(), (majorant, value) -> majorant / value / value);
    return new Value(FIELD.inverse(a.element()), at, majorants);
  }

  private Value opaque(Operation operation, List<Value> operands) {
    return drawn(
        new Opaque(
            operation,
            operands.stream().map(Value::element).toList(),
            operands.stream()
                .flatMap(operand -> Arrays.stream(operand.majorants()).boxed())
                .toList()));
  }

  private Value drawn(Object key) {
    return drawn.computeIfAbsent(
        key,
        unknown -> {
          long element = FIELD.nonZero(random);
          double[] at = new double[POINTS];
          // Of either sign, so that each sum cancels at some point.
          Arrays.setAll(
              at,
              point ->
                  Math.pow(LARGEST, 2 * random.nextDouble() - 1) * (random.nextBoolean() ? 1 : -1));
          return new Value(element, at, sizes(at));
        });
  }
}
