package crosscountry.datasets.jaxpr;

/** A well-formed jaxpr of a function that cannot be trained on. */
public final class UnsupportedFunctionException extends JaxprException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the error.
   *
   * @param source what the text is called, for example its file
   * @param line 1-based line of what is unsupported
   * @param problem what is unsupported, and what to do
   */
  UnsupportedFunctionException(String source, int line, String problem) {
    super("%s, line %d: %s".formatted(source, line, problem));
  }
}
