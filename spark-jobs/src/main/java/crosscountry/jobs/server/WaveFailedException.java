package crosscountry.jobs.server;

/** A wave that Spark gave up on, after its own retries. */
public final class WaveFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WaveFailedException(int wave, Throwable cause) {
    super("wave %d failed: %s".formatted(wave, cause.getMessage()), cause);
  }
}
