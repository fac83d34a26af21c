package crosscountry.datasets.jaxpr;

/** A jaxpr that no tracer prints, because its parts contradict each other. */
public final class InconsistentJaxprException extends JaxprException {

  private static final long serialVersionUID = 1L;

  private final int line;

  InconsistentJaxprException(String source, int line, String problem) {
    super("%s, line %d: %s".formatted(source, line, problem));
    this.line = line;
  }

  /** Returns the 1-based line of the contradiction. */
  public int line() {
    return line;
  }
}
