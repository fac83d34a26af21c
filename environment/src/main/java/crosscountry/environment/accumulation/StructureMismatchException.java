package crosscountry.environment.accumulation;

/** A Jacobian that does not have the structure by which it is counted; one sentence. */
final class StructureMismatchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StructureMismatchException(String message) {
    super(message);
  }
}
