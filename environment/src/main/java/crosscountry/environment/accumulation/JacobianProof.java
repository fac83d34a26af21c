package crosscountry.environment.accumulation;

import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.linearization.CostModel;
import java.util.Optional;

/** What is common to all proofs that an order of one program gives its Jacobian. Immutable. */
sealed interface JacobianProof permits ScalarProof, TensorProof {

  /** Returns why no order can be proved, as one sentence; empty if they can. */
  Optional<String> obstacle();

  /** Returns the cost model whose multiplications the accumulation really does, if there is one. */
  Optional<CostModel> model();

  /** Accumulates along an order of the program and compares. */
  Outcome of(EliminationOrder order);

  /**
   * What a comparison showed.
   *
   * @param agrees whether the Jacobian is the reference
   * @param greatestRelativeError greatest error of an entry at any point; NaN without a point
   * @param multiplications what the accumulation took, the same at every point; may be 0 without a
   *     point
   */
  record Outcome(boolean agrees, double greatestRelativeError, long multiplications) {}
}
