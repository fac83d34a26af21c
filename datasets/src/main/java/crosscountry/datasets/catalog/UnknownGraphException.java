package crosscountry.datasets.catalog;

/** A name that is neither a built-in graph nor a path; the message is one sentence. */
public final class UnknownGraphException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnknownGraphException(String message) {
    super(message);
  }
}
