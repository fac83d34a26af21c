package crosscountry.datasets.jaxpr;

/** A valid jaxpr of a function that nothing here can work on yet. */
public final class UnsupportedFunctionException extends JaxprException {

  private static final long serialVersionUID = 1L;

  private final int line;

  UnsupportedFunctionException(String source, int line, String problem) {
    super("%s, line %d: %s".formatted(source, line, problem));
    this.line = line;
  }

  /** Returns the 1-based line of what isn't supported. */
  public int line() {
    return line;
  }
}
