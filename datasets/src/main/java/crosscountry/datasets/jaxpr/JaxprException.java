package crosscountry.datasets.jaxpr;

/**
 * A jaxpr that can't be used. The message is one sentence on one line, fit for whoever named the
 * file.
 */
public abstract sealed class JaxprException extends RuntimeException
    permits InconsistentJaxprException,
        JaxprSyntaxException,
        UnreadableJaxprException,
        UnsupportedFunctionException {

  private static final long serialVersionUID = 1L;

  JaxprException(String message) {
    super(oneLine(message));
  }

  JaxprException(String message, Throwable cause) {
    super(oneLine(message), cause);
  }

  // Paths and texts may hold anything.
  private static String oneLine(String message) {
    return message.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", "?");
  }
}
