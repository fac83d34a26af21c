package crosscountry.jobs.search;

/** A search that Spark gave up on, after its own retries. */
public final class SearchFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SearchFailedException(Throwable cause) {
    super("the search failed: " + cause.getMessage(), cause);
  }
}
