package crosscountry.environment.structure;

/** Tensors that are too large, or too many, to be counted; the message is one sentence. */
public final class UnmanageableStructureException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private UnmanageableStructureException(String message, Throwable cause) {
    super(message, cause);
  }

  static UnmanageableStructureException tooMany(int most) {
    return new UnmanageableStructureException(
        "the graph has more than %d different Jacobian structures; trace a smaller function"
            .formatted(most),
        null);
  }

  static UnmanageableStructureException tooCostly(
      JacobianStructure in, JacobianStructure out, ArithmeticException cause) {
    return new UnmanageableStructureException(
        ("one product of Jacobians between tensors of shapes %s, %s and %s takes 2^63"
                + " multiplications or more; trace the function with smaller shapes")
            .formatted(in.tail(), in.head(), out.head()),
        cause);
  }
}
