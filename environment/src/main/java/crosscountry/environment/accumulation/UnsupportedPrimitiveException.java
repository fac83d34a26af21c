package crosscountry.environment.accumulation;

/** An equation that cannot be evaluated as a scalar function; the message is one sentence. */
public final class UnsupportedPrimitiveException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String primitive;
  private final int equation;

  /**
   * Creates the error.
   *
   * @param primitive name of the primitive
   * @param equation 1-based number of the equation that uses it
   * @param reason what is wrong with it, to be read after "uses the primitive ..., "
   */
  UnsupportedPrimitiveException(String primitive, int equation, String reason) {
    super("equation %d uses the primitive %s, %s".formatted(equation, primitive, reason));
    this.primitive = primitive;
    this.equation = equation;
  }

  /** Returns the name of the primitive. */
  public String primitive() {
    return primitive;
  }

  /** Returns the 1-based number of the equation that uses it. */
  public int equation() {
    return equation;
  }
}
