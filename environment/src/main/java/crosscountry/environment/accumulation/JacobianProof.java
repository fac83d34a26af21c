package crosscountry.environment.accumulation;

import crosscountry.environment.elimination.EliminationOrder;
import java.util.Optional;

/** What is common to all proofs that an order of one program gives its Jacobian. Immutable. */
sealed interface JacobianProof permits ScalarProof, TensorProof {

  /** Returns why no order can be proved, as one sentence; empty if they can. */
  Optional<String> obstacle();

  /** Accumulates along an order of the program and compares. */
  Outcome of(EliminationOrder order);

  /**
   * What a comparison showed.
   *
   * @param agrees whether the Jacobian is the reference
   * @param greatestRelativeError greatest error of an entry at any point; NaN without a point
   */
  record Outcome(boolean agrees, double greatestRelativeError) {}
}
