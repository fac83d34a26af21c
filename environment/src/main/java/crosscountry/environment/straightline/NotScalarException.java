package crosscountry.environment.straightline;

/** Straight-line code was asked for of a function of tensors; the message is one sentence. */
public final class NotScalarException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates the error for a function of this name. */
  public NotScalarException(String name) {
    super(
        "%s computes with tensors, but Jacobian code is written for functions of scalars only"
            .formatted(name));
  }
}
