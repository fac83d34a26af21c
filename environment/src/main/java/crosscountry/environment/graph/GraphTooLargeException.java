package crosscountry.environment.graph;

/** A graph with more vertices than are supported; the message is one sentence. */
public final class GraphTooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  GraphTooLargeException(String name, int vertices, int most) {
    super("%s has %d vertices, but at most %d are supported".formatted(name, vertices, most));
  }
}
