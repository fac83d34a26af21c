package crosscountry.datasets.catalog;

import java.nio.file.Path;

/**
 * What a user wrote names no graph: it is neither a built-in one nor a path, or the path of a file
 * that gives its graph no name. The message is one sentence on one line.
 */
public final class UnknownGraphException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnknownGraphException(String name, String nearestFirst) {
    super(
        "unknown graph '%s'; the built-in graphs are %s (nearest first), and a path must end in .jaxpr"
            .formatted(oneLine(name), nearestFirst));
  }

  UnknownGraphException(Path nameless) {
    super(
        "the graph of %s would have no name, because it is called after its file; rename it, for example to mine.jaxpr"
            .formatted(oneLine(nameless.toString())));
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
