package crosscountry.datasets.jaxpr;

/** Text that is no jaxpr. */
public final class JaxprSyntaxException extends JaxprException {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  /**
   * Creates the error.
   *
   * @param source what the text is called, for example its file
   * @param line 1-based line of the fault
   * @param column 1-based column of the fault
   * @param problem what is wrong there
   */
  JaxprSyntaxException(String source, int line, int column, String problem) {
    super("%s, line %d, column %d: %s".formatted(source, line, column, problem));
    this.line = line;
    this.column = column;
  }

  /** Returns the 1-based line of the fault. */
  public int line() {
    return line;
  }

  /** Returns the 1-based column of the fault. */
  public int column() {
    return column;
  }
}
