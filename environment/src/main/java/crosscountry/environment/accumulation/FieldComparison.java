package crosscountry.environment.accumulation;

import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Operand;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Compares Jacobians exactly with the one of forward accumulation, where independent random
 * elements of a finite field stand for the partials. No cancellation, overflow or rounding can hide
 * an error here, and none can make one up.
 *
 * <p>Every entry is a polynomial in what the edges carry, whichever way it was accumulated. Two
 * that are equal as polynomials agree. Two that differ by a polynomial of degree d agree with a
 * probability of at most d / (2^61 - 2) (Schwartz and Zippel; Motwani and Raghavan, Randomized
 * Algorithms, theorem 7.2), where d is the length of the longest path for sums over paths: for
 * 1,000 equations that is less than 1e-15. So agreement shows that the order gives the Jacobian
 * whatever the partials are, those that are 0 at every point included.
 *
 * @param linearization what to accumulate along
 * @param reference its Jacobian, [outputs][inputs]
 */
record FieldComparison(Linearization<Long> linearization, List<List<Long>> reference) {

  /**
   * Draws what the edges carry: an element other than zero for each, but one for an edge into the
   * copy of an output, which is not a function's partial.
   *
   * @param outputs what the program returns, one row of the Jacobian each
   */
  static FieldComparison drawn(
      ComputationalGraph graph, List<Operand> outputs, SplittableRandom random) {
    PrimeField field = PrimeField.MERSENNE_61;
    int firstCopy = graph.vertexOf(graph.equations() + 1);
    Linearization<Long> linearization =
        new Linearization<>(
            graph,
            outputs,
            field,
            (head, edge) -> head < firstCopy ? field.nonZero(random) : field.one());
    return new FieldComparison(linearization, ForwardAccumulation.jacobian(linearization));
  }

  /**
   * Tells whether a Jacobian is the reference.
   *
   * @param jacobian what to compare, [outputs][inputs]
   */
  boolean agrees(List<List<Long>> jacobian) {
    return reference.equals(jacobian);
  }
}
