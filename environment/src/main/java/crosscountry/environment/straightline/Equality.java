package crosscountry.environment.straightline;

import crosscountry.environment.accumulation.PrimeField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Tells which terms are equal by the laws of arithmetic, however they are computed: those that have
 * one value in a finite field, where inputs are random elements, and so is the result of each
 * operation that the field does not have, on operands of given values. Terms that are not equal
 * have one value with a probability of about 1e-15 (Schwartz and Zippel; Motwani and Raghavan,
 * Randomized Algorithms, theorem 7.2).
 *
 * <p>In doubles equal terms may round differently, and by much where a sum cancels. So each term
 * also has majorants: what it would be at some points if nothing cancelled, to which its rounding
 * errors are proportional. A term may stand for another only if no majorant is greater.
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
   * @param majorants its size at each point if nothing cancelled, [points]
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Value(long element, double[] majorants) {

    /** Tells whether a term of this value, equal to one of the other, may stand for it. */
    boolean isAsAccurateAs(Value other) {
      for (int point = 0; point < POINTS; point++) {
        if (!(majorants[point] <= other.majorants[point] * ROUNDING)) {
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
   */
  private record Opaque(Operation operation, List<Long> operands) {}

  /** Two majorants become that of a sum or a product. */
  private interface Combination {
    double of(double a, double b);
  }

  /** Appends a term that reads earlier ones only, and returns its value. */
  Value append(Term term) {
    Value value;
    if (term instanceof Term.Call call) {
      value = value(call.operation(), call.operands().stream().map(values::get).toList());
    } else if (term instanceof Term.Constant constant && Double.isFinite(constant.value())) {
      double[] size = new double[POINTS];
      Arrays.fill(size, Math.abs(constant.value()));
      value = new Value(FIELD.of(constant.value()), size);
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

  /** Returns the element that the quotient of two terms has in the field. */
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
    return new Value(FIELD.sum(a.element(), b.element()), combined(a, b, Double::sum));
  }

  private static Value product(Value a, Value b) {
    return new Value(FIELD.product(a.element(), b.element()), combined(a, b, (c, d) -> c * d));
  }

  private static double[] combined(Value a, Value b, Combination combination) {
    double[] majorants = new double[POINTS];
    Arrays.setAll(majorants, point -> combination.of(a.majorants[point], b.majorants[point]));
    return majorants;
  }

  private static Value negative(Value a) {
    return new Value(FIELD.negative(a.element()), a.majorants());
  }

  /** The size of a divisor is taken as it is, as if it did not cancel. */
  private static Value inverse(Value a) {
    double[] majorants = Arrays.stream(a.majorants()).map(majorant -> 1 / majorant).toArray();
    return new Value(FIELD.inverse(a.element()), majorants);
  }

  private Value opaque(Operation operation, List<Value> operands) {
    return drawn(new Opaque(operation, operands.stream().map(Value::element).toList()));
  }

  private Value drawn(Object key) {
    return drawn.computeIfAbsent(
        key,
        unknown -> {
          long element = FIELD.nonZero(random);
          double[] majorants = new double[POINTS];
          Arrays.setAll(majorants, point -> Math.pow(LARGEST, 2 * random.nextDouble() - 1));
          return new Value(element, majorants);
        });
  }
}
