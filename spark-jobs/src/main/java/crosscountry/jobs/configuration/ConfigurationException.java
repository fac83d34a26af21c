package crosscountry.jobs.configuration;

/** A setting that cannot be used; the message is one sentence that says where and what to do. */
public final class ConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates the error. */
  public ConfigurationException(String message) {
    super(message);
  }

  /** Creates the error from what caused it. */
  public ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
