package crosscountry.environment.straightline;

import crosscountry.environment.accumulation.PrimeField;
import crosscountry.environment.accumulation.Ring;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Terms that grow by what is computed with them, each value once: an operation that was met before,
 * on the same operands, gives the term of then (value numbering; Muchnick, Advanced Compiler Design
 * and Implementation, section 12.4). Operations on constants are done at once. As a ring, a
 * Jacobian is accumulated in terms as it is in numbers; there, products by zero vanish.
 */
final class Terms implements Ring<Integer> {

  private final List<Term> terms = new ArrayList<>();
  private final Map<Term, Integer> numbers = new HashMap<>();
  private final Equality equality = new Equality();

  /** The first term of each element of the field. */
  private final Map<Long, Integer> numbersByElement = new HashMap<>();

  /** Returns all terms; each reads earlier ones only. */
  List<Term> all() {
    return Collections.unmodifiableList(terms);
  }

  /** Returns the term of an input. */
  int input(int position) {
    return number(new Term.Input(position));
  }

  /** Returns the term of a number. */
  int constant(double value) {
    // There is one zero: no sign of a zero is worth a statement.
    return number(new Term.Constant(value == 0 ? 0 : value));
  }

  /**
   * Returns the term of an operation. What is simplified here changes no digit of the result, at
   * most the sign of a zero: factors of one and minus one, summands of zero, signs. The exception
   * is a power of the number one, which is one even where {@link Math#pow} gives NaN, at an
   * exponent that is NaN or infinite; so it is in JAX (C17, F.10.4.4).
   */
  int call(Operation operation, int... operands) {
    if (operation == Operation.POW && is(operands[0], 1)) {
      return one();
    }
    if (isFoldable(operation, operands)) {
      return constant(operation.value(value(operands, 0), value(operands, 1), value(operands, 2)));
    }
    return switch (operation) {
      case ADD -> added(operands[0], operands[1]);
      case SUB -> subtracted(operands[0], operands[1]);
      case MUL -> multiplied(operands[0], operands[1]);
      case DIV -> divided(operands[0], operands[1]);
      case NEG -> negated(operands[0]);
      default -> plain(operation, operands);
    };
  }

  @Override
  public Integer zero() {
    return constant(0);
  }

  @Override
  public Integer one() {
    return constant(1);
  }

  @Override
  public Integer sum(Integer a, Integer b) {
    int known = known(equality.sum(a, b));
    return known >= 0 ? known : call(Operation.ADD, a, b);
  }

  /** Returns the product; zero if a factor is, whatever the other. At most one is multiplied. */
  @Override
  public Integer product(Integer a, Integer b) {
    if (is(a, 0) || is(b, 0)) {
      return zero();
    }
    int known = known(equality.product(a, b));
    if (known >= 0) {
      return known;
    }
    int scaled = scaled(a, b);
    return scaled >= 0 ? scaled : call(Operation.MUL, a, b);
  }

  /** Returns a term that may stand for one of a value; -1 if there is none, or its negative. */
  private int known(Equality.Value value) {
    Integer same = numbersByElement.get(value.element());
    if (same != null) {
      return equality.value(same).isAsAccurateAs(value) ? same : -1;
    }
    Integer opposite = numbersByElement.get(PrimeField.MERSENNE_61.negative(value.element()));
    return opposite != null && equality.value(opposite).isAsAccurateAs(value)
        ? negated(opposite)
        : -1;
  }

  /** Returns a term by which another can be multiplied instead of computing a product; or -1. */
  int cofactor(int product, int factor) {
    if (equality.value(factor).element() == 0) {
      return -1;
    }
    Integer other = numbersByElement.get(equality.quotient(product, factor));
    return other != null
            && !isConstant(factor)
            && !isConstant(other)
            && equality.product(factor, other).isAsAccurateAs(equality.value(product))
        ? other
        : -1;
  }

  /** Returns the product of a constant and a multiple of a term, by one factor; or -1. */
  private int scaled(int a, int b) {
    int factor = isConstant(a) ? a : b;
    int other = isConstant(a) ? b : a;
    if (isConstant(factor)
        && terms.get(other) instanceof Term.Call call
        && call.operation() == Operation.MUL
        && isConstant(call.operands().get(0))) {
      int both = call(Operation.MUL, factor, call.operands().get(0));
      return call(Operation.MUL, both, call.operands().get(1));
    }
    return -1;
  }

  private int added(int a, int b) {
    if (is(a, 0)) {
      return b;
    }
    if (is(b, 0)) {
      return a;
    }
    if (isNegated(b)) {
      return subtracted(a, positive(b));
    }
    return isNegated(a) ? subtracted(b, positive(a)) : plain(Operation.ADD, a, b);
  }

  private int subtracted(int a, int b) {
    if (is(b, 0)) {
      return a;
    }
    if (is(a, 0)) {
      return negated(b);
    }
    if (isNegated(b)) {
      return added(a, positive(b));
    }
    return isNegated(a)
        ? negated(plain(Operation.ADD, positive(a), b))
        : plain(Operation.SUB, a, b);
  }

  private int multiplied(int a, int b) {
    if (isConstant(b)) {
      return multipliedBy(b, a);
    }
    if (isConstant(a)) {
      return multipliedBy(a, b);
    }
    if (isNegated(a) || isNegated(b)) {
      int size = plain(Operation.MUL, positive(a), positive(b));
      return isNegated(a) == isNegated(b) ? size : negated(size);
    }
    return plain(Operation.MUL, a, b);
  }

  private int multipliedBy(int constant, int term) {
    if (is(constant, 1)) {
      return term;
    }
    if (is(constant, -1)) {
      return negated(term);
    }
    return isNegated(term)
        ? plain(Operation.MUL, constant(-number(constant)), positive(term))
        : plain(Operation.MUL, constant, term);
  }

  private int divided(int a, int b) {
    if (is(b, 1)) {
      return a;
    }
    if (is(b, -1)) {
      return negated(a);
    }
    if (isConstant(a) && isNegated(b)) {
      return plain(Operation.DIV, constant(-number(a)), positive(b));
    }
    if (isNegated(a) || isNegated(b)) {
      int size = plain(Operation.DIV, positive(a), positive(b));
      return isNegated(a) == isNegated(b) ? size : negated(size);
    }
    return plain(Operation.DIV, a, b);
  }

  private int negated(int a) {
    if (isConstant(a)) {
      return constant(-number(a));
    }
    return isNegated(a) ? positive(a) : plain(Operation.NEG, a);
  }

  private int plain(Operation operation, int... operands) {
    List<Integer> read = new ArrayList<>();
    for (int operand : operands) {
      read.add(operand);
    }
    // A constant factor goes first, where scaled looks for it.
    if (operation.isCommutative()
        && !isConstant(operands[0])
        && (isConstant(operands[1]) || operands[0] > operands[1])) {
      Collections.swap(read, 0, 1);
    }
    return number(new Term.Call(operation, read));
  }

  private int number(Term term) {
    Integer known = numbers.putIfAbsent(term, terms.size());
    if (known != null) {
      return known;
    }
    numbersByElement.putIfAbsent(equality.append(term).element(), terms.size());
    terms.add(term);
    return terms.size() - 1;
  }

  private boolean isFoldable(Operation operation, int... operands) {
    for (int operand : operands) {
      if (!isConstant(operand)) {
        return false;
      }
    }
    return operands.length == operation.operands();
  }

  private double value(int[] operands, int position) {
    return position < operands.length ? number(operands[position]) : 0;
  }

  private double number(int constant) {
    return ((Term.Constant) terms.get(constant)).value();
  }

  private boolean isConstant(int term) {
    return terms.get(term) instanceof Term.Constant;
  }

  private boolean is(int term, double value) {
    return terms.get(term) instanceof Term.Constant constant && constant.value() == value;
  }

  private boolean isNegated(int term) {
    return terms.get(term) instanceof Term.Call call && call.operation() == Operation.NEG;
  }

  /** Returns what a negated term negates, and any other itself. */
  private int positive(int term) {
    return isNegated(term) ? ((Term.Call) terms.get(term)).operands().get(0) : term;
  }
}
