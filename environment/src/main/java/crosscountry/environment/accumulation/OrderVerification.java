package crosscountry.environment.accumulation;

import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.elimination.InvalidOrderException;
import crosscountry.environment.graph.Program;
import java.util.Optional;

/**
 * What the proof of an order showed.
 *
 * @param multiplications what the order takes by the cost model, recounted
 * @param jacobianAgrees whether the accumulated Jacobian is that of forward accumulation, up to
 *     rounding at every point and, of a scalar program, exactly over a finite field; false also
 *     when there is no point at which to compare
 * @param greatestRelativeError greatest error of an entry at any point, relative to the sum of the
 *     sizes of its terms; NaN when there is no point at which to compare
 * @param obstacle why nothing is proved, as one sentence: because there is no point at which to
 *     compare, or because the accumulation took another number of multiplications than the cost
 *     model says; empty otherwise
 */
public record OrderVerification(
    long multiplications,
    boolean jacobianAgrees,
    double greatestRelativeError,
    Optional<String> obstacle) {

  /**
   * Verifies one order of a program, counted by {@link
   * crosscountry.environment.linearization.CostModel#PRINCIPLE}. For several orders of one program,
   * {@link OrderVerifier} does what is common to them only once.
   *
   * @param seed determines the points of evaluation and the elements of the field
   * @throws InvalidOrderException if the order is not one of the program's graph
   */
  public static OrderVerification of(Program program, EliminationOrder order, long seed) {
    return new OrderVerifier(program, seed).verify(order);
  }

  /**
   * Tells whether an order with this claim may be called verified: the Jacobian agrees, and it
   * takes exactly the claimed number of multiplications.
   */
  public boolean confirms(long claimedMultiplications) {
    return jacobianAgrees && multiplications == claimedMultiplications;
  }

  /** Returns the outcome as one sentence for people. */
  public String sentence() {
    if (obstacle.isPresent()) {
      return "not proved: " + obstacle.get();
    }
    if (jacobianAgrees) {
      return "the Jacobian agrees with forward accumulation (greatest relative error %.1e)"
          .formatted(greatestRelativeError);
    }
    return greatestRelativeError <= JacobianComparison.TOLERANCE
        ? "the Jacobian differs from forward accumulation over a finite field"
        : "the Jacobian differs from forward accumulation (greatest relative error %.1e)"
            .formatted(greatestRelativeError);
  }
}
