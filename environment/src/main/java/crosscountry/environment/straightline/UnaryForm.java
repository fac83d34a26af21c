package crosscountry.environment.straightline;

/**
 * The functions of one operand in terms, each named as its primitive. A slope is written in the
 * operand x and the value y, so that it shares what it can with the value.
 */
// The functions capture nothing, so they are as immutable as the constants.
@SuppressWarnings("ImmutableEnumChecker")
enum UnaryForm implements Elemental {
  NEG(Operation.NEG, (t, x, y) -> t.constant(-1)),
  ABS(Operation.ABS, (t, x, y) -> t.call(Operation.SIGN, x)),
  SQUARE((t, x) -> t.call(Operation.MUL, x, x), (t, x, y) -> t.product(t.constant(2), x)),
  SQRT(Operation.SQRT, (t, x, y) -> t.call(Operation.DIV, t.constant(0.5), y)),
  RSQRT(
      (t, x) -> reciprocal(t, t.call(Operation.SQRT, x)),
      (t, x, y) -> t.call(Operation.DIV, t.product(t.constant(-0.5), y), x)),
  CBRT(Operation.CBRT, (t, x, y) -> reciprocal(t, t.product(t.constant(3), t.product(y, y)))),
  EXP(Operation.EXP, (t, x, y) -> y),
  EXP2(
      (t, x) -> t.call(Operation.POW, t.constant(2), x),
      (t, x, y) -> t.product(t.constant(Math.log(2)), y)),
  EXPM1(Operation.EXPM1, (t, x, y) -> t.call(Operation.EXP, x)),
  LOG(Operation.LOG, (t, x, y) -> reciprocal(t, x)),
  LOG1P(Operation.LOG1P, (t, x, y) -> reciprocal(t, t.sum(t.one(), x))),
  SIN(Operation.SIN, (t, x, y) -> t.call(Operation.COS, x)),
  COS(Operation.COS, (t, x, y) -> t.call(Operation.NEG, t.call(Operation.SIN, x))),
  TAN(Operation.TAN, (t, x, y) -> t.sum(t.one(), t.product(y, y))),
  ASIN(Operation.ASIN, (t, x, y) -> reciprocal(t, rootOfOneMinusSquare(t, x))),
  ACOS(
      Operation.ACOS,
      (t, x, y) -> t.call(Operation.DIV, t.constant(-1), rootOfOneMinusSquare(t, x))),
  ATAN(Operation.ATAN, (t, x, y) -> reciprocal(t, t.sum(t.one(), t.product(x, x)))),
  SINH(Operation.SINH, (t, x, y) -> t.call(Operation.COSH, x)),
  COSH(Operation.COSH, (t, x, y) -> t.call(Operation.SINH, x)),
  TANH(Operation.TANH, UnaryForm::slopeOfTanh),
  ASINH(
      Operation.ASINH,
      (t, x, y) -> reciprocal(t, t.call(Operation.SQRT, t.sum(t.one(), t.product(x, x))))),
  ACOSH(
      Operation.ACOSH,
      (t, x, y) ->
          reciprocal(
              t,
              t.product(
                  t.call(Operation.SQRT, t.call(Operation.SUB, x, t.one())),
                  t.call(Operation.SQRT, t.sum(x, t.one()))))),
  ATANH(Operation.ATANH, (t, x, y) -> reciprocal(t, oneMinusSquare(t, x))),
  LOGISTIC(UnaryForm::logistic, UnaryForm::slopeOfLogistic),
  ERF(Operation.ERF, (t, x, y) -> slopeOfErf(t, x, 2 / Math.sqrt(Math.PI))),
  ERFC(Operation.ERFC, (t, x, y) -> slopeOfErf(t, x, -2 / Math.sqrt(Math.PI))),
  COPY(Value.ITSELF, Slope.ONE),
  COPY_P(Value.ITSELF, Slope.ONE),
  REDUCE_PRECISION(Value.ITSELF, Slope.ONE),
  RESHAPE(Value.ITSELF, Slope.ONE),
  SQUEEZE(Value.ITSELF, Slope.ONE),
  BROADCAST_IN_DIM(Value.ITSELF, Slope.ONE),
  STOP_GRADIENT(Value.ITSELF, Slope.NONE),
  IS_FINITE(Operation.IS_FINITE, Slope.NONE),
  SIGN(Operation.SIGN, Slope.NONE),
  FLOOR(Operation.FLOOR, Slope.NONE),
  CEIL(Operation.CEIL, Slope.NONE),
  ROUND(Operation.ROUND, Slope.NONE),
  NOT(UnaryForm::not, Slope.NONE);

  /** The value, from the operand. */
  interface Value {

    /** The operand itself. */
    Value ITSELF = (terms, x) -> x;

    /** Returns its term. */
    int of(Terms terms, int x);
  }

  /** The derivative, from operand and value. */
  interface Slope {

    /** The slope of a copy. */
    Slope ONE = (terms, x, y) -> terms.one();

    /** The slope of a function through which no derivative passes. */
    Slope NONE = (terms, x, y) -> terms.zero();

    /** Returns its term. */
    int of(Terms terms, int x, int y);
  }

  private final Value value;
  private final Slope slope;

  UnaryForm(Operation operation, Slope slope) {
    this((terms, x) -> terms.call(operation, x), slope);
  }

  UnaryForm(Value value, Slope slope) {
    this.value = value;
    this.slope = slope;
  }

  @Override
  public int value(Terms terms, int... operands) {
    return value.of(terms, operands[0]);
  }

  @Override
  public int partial(Terms terms, int[] operands, int value, int position) {
    return slope.of(terms, operands[0], value);
  }

  private static int reciprocal(Terms terms, int x) {
    return terms.call(Operation.DIV, terms.one(), x);
  }

  /** Factored, so that no digit is lost near one. */
  private static int oneMinusSquare(Terms terms, int x) {
    return terms.product(
        terms.call(Operation.SUB, terms.one(), x), terms.call(Operation.ADD, terms.one(), x));
  }

  private static int rootOfOneMinusSquare(Terms terms, int x) {
    return terms.call(Operation.SQRT, oneMinusSquare(terms, x));
  }

  /**
   * The slope 4e / (1 + e)^2 with e = exp(-2|x|) of tanh has all digits where 1 - y^2 has none left
   * and needs no hyperbolic cosine.
   */
  private static int slopeOfTanh(Terms terms, int x, int y) {
    int decayed =
        terms.call(Operation.EXP, terms.product(terms.constant(-2), terms.call(Operation.ABS, x)));
    int share = reciprocal(terms, terms.sum(terms.one(), decayed));
    return terms.product(terms.product(terms.constant(4), decayed), terms.product(share, share));
  }

  /** The exponential of a negative number only, which cannot overflow. */
  private static int decayed(Terms terms, int x) {
    return terms.call(Operation.EXP, terms.call(Operation.NEG, terms.call(Operation.ABS, x)));
  }

  private static int shareOfOne(Terms terms, int x) {
    return reciprocal(terms, terms.sum(terms.one(), decayed(terms, x)));
  }

  private static int logistic(Terms terms, int x) {
    int share = shareOfOne(terms, x);
    return terms.call(
        Operation.CHOOSE,
        terms.call(Operation.AT_MOST, terms.zero(), x),
        share,
        terms.product(share, decayed(terms, x)));
  }

  /** On both sides e / (1 + e)^2 with e = exp(-|x|), where y (1 - y) would lose digits. */
  private static int slopeOfLogistic(Terms terms, int x, int y) {
    int share = shareOfOne(terms, x);
    return terms.product(terms.product(share, decayed(terms, x)), share);
  }

  private static int slopeOfErf(Terms terms, int x, double factor) {
    int square = terms.product(x, x);
    return terms.product(
        terms.constant(factor), terms.call(Operation.EXP, terms.call(Operation.NEG, square)));
  }

  /** An equation does not say whether a 0 or a 1 is an integer, which is the rarer case. */
  private static int not(Terms terms, int x) {
    int truth =
        terms.call(
            Operation.CHOOSE,
            terms.call(Operation.EQUAL, x, terms.zero()),
            terms.one(),
            terms.call(Operation.EQUAL, x, terms.one()));
    return terms.call(
        Operation.CHOOSE,
        truth,
        terms.call(Operation.SUB, terms.one(), x),
        terms.call(Operation.COMPLEMENT, x));
  }
}
