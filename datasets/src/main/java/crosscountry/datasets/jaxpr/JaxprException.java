package crosscountry.datasets.jaxpr;

/** A traced function that cannot be used; the message is one sentence that says where and why. */
public abstract sealed class JaxprException extends RuntimeException
    permits JaxprSyntaxException, UnsupportedFunctionException, UnreadableJaxprException {

  private static final long serialVersionUID = 1L;

  JaxprException(String message) {
    super(message);
  }

  JaxprException(String message, Throwable cause) {
    super(message, cause);
  }
}
