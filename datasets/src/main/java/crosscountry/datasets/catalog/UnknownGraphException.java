package crosscountry.datasets.catalog;

/** A name that is neither a built-in graph nor a path; the message is one sentence on one line. */
public final class UnknownGraphException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnknownGraphException(String name, String nearestFirst) {
    super(
        "unknown graph '%s'; the built-in graphs are %s (nearest first), and a path must end in .jaxpr"
            .formatted(name.replaceAll("\\p{Cntrl}", "?"), nearestFirst));
  }
}
