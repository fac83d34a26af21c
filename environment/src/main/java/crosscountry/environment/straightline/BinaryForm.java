package crosscountry.environment.straightline;

/**
 * The functions of two operands in terms, each named as its primitive. Partials are written in the
 * operands x and y and the value z, so that they share what they can with the value.
 */
// The functions capture nothing, so they are as immutable as the constants.
@SuppressWarnings("ImmutableEnumChecker")
enum BinaryForm implements Elemental {
  ADD(Operation.ADD, Partial.ONE, Partial.ONE),
  ADD_ANY(Operation.ADD, Partial.ONE, Partial.ONE),
  SUB(Operation.SUB, Partial.ONE, (t, x, y, z) -> t.constant(-1)),
  MUL(Operation.MUL, (t, x, y, z) -> y, (t, x, y, z) -> x),
  /** The value is rounded once, for what jumps behind it; the partials share a reciprocal. */
  DIV(
      Operation.DIV,
      (t, x, y, z) -> reciprocal(t, y),
      (t, x, y, z) -> t.call(Operation.NEG, t.product(z, reciprocal(t, y)))),
  REM(
      Operation.REM,
      Partial.ONE,
      (t, x, y, z) -> t.call(Operation.DIV, t.call(Operation.SUB, z, x), y)),
  POW(
      Operation.POW,
      (t, x, y, z) -> t.call(Operation.POWER_SLOPE, x, y, z),
      (t, x, y, z) -> t.call(Operation.POWER_GROWTH, z, t.call(Operation.LOG, x))),
  ATAN2(
      Operation.ATAN2,
      (t, x, y, z) -> t.product(y, reciprocal(t, squaredDistance(t, x, y))),
      (t, x, y, z) -> t.call(Operation.NEG, t.product(x, reciprocal(t, squaredDistance(t, x, y))))),
  MAX(
      Operation.MAX,
      (t, x, y, z) -> t.call(Operation.SHARE_OF_GREATER, x, y),
      (t, x, y, z) -> t.call(Operation.SHARE_OF_GREATER, y, x)),
  MIN(
      Operation.MIN,
      (t, x, y, z) -> t.call(Operation.SHARE_OF_GREATER, y, x),
      (t, x, y, z) -> t.call(Operation.SHARE_OF_GREATER, x, y)),
  LT((t, x, y) -> t.call(Operation.LESS, x, y)),
  LE((t, x, y) -> t.call(Operation.AT_MOST, x, y)),
  GT((t, x, y) -> t.call(Operation.LESS, y, x)),
  GE((t, x, y) -> t.call(Operation.AT_MOST, y, x)),
  EQ((t, x, y) -> t.call(Operation.EQUAL, x, y)),
  NE((t, x, y) -> t.call(Operation.UNEQUAL, x, y)),
  AND((t, x, y) -> t.call(Operation.AND, x, y)),
  OR((t, x, y) -> t.call(Operation.OR, x, y)),
  XOR((t, x, y) -> t.call(Operation.XOR, x, y));

  /** The value, from the operands. */
  private interface Value {
    int of(Terms terms, int x, int y);
  }

  /** A partial derivative, from operands and value. */
  private interface Partial {

    /** The partial of a sum. */
    Partial ONE = (terms, x, y, z) -> terms.one();

    /** The partial of a function through which no derivative passes. */
    Partial NONE = (terms, x, y, z) -> terms.zero();

    int of(Terms terms, int x, int y, int z);
  }

  private final Value value;
  private final Partial byFirst;
  private final Partial bySecond;

  BinaryForm(Operation operation, Partial byFirst, Partial bySecond) {
    this((terms, x, y) -> terms.call(operation, x, y), byFirst, bySecond);
  }

  BinaryForm(Value value) {
    this(value, Partial.NONE, Partial.NONE);
  }

  BinaryForm(Value value, Partial byFirst, Partial bySecond) {
    this.value = value;
    this.byFirst = byFirst;
    this.bySecond = bySecond;
  }

  @Override
  public int value(Terms terms, int... operands) {
    return value.of(terms, operands[0], operands[1]);
  }

  @Override
  public int partial(Terms terms, int[] operands, int value, int position) {
    return (position == 0 ? byFirst : bySecond).of(terms, operands[0], operands[1], value);
  }

  private static int reciprocal(Terms terms, int x) {
    return terms.call(Operation.DIV, terms.one(), x);
  }

  private static int squaredDistance(Terms terms, int x, int y) {
    return terms.sum(terms.product(x, x), terms.product(y, y));
  }
}
