package crosscountry.datasets.jaxpr;

/** A text that isn't a jaxpr. */
public final class JaxprSyntaxException extends JaxprException {

  private static final long serialVersionUID = 1L;

  private final String source;
  private final int line;
  private final int column;

  JaxprSyntaxException(String source, int line, int column, String problem) {
    super("%s, line %d, column %d: %s".formatted(source, line, column, problem));
    this.source = source;
    this.line = line;
    this.column = column;
  }

  /** Returns what the text was read from, usually a path. */
  public String source() {
    return source;
  }

  /** Returns the 1-based line of the problem. */
  public int line() {
    return line;
  }

  /** Returns the 1-based column of the problem, counted in characters. */
  public int column() {
    return column;
  }
}
