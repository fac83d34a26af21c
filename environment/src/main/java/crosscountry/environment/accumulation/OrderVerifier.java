package crosscountry.environment.accumulation;

import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.elimination.InvalidOrderException;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Program;
import crosscountry.environment.linearization.CostModel;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Proves orders of one program: accumulates the Jacobian along the order, compares it with forward
 * accumulation, and counts the order's multiplications again, by code that shares nothing with the
 * engine but the rules of the cost model.
 *
 * <p>A scalar program's Jacobian is compared exactly over a finite field, and in doubles at random
 * points; that of a tensor program in doubles at random points, accumulated with Jacobians of exact
 * structure. How multiplications are counted makes no difference to this. If the cost model counts
 * what the accumulation really does, both numbers must be equal.
 *
 * <p>Field elements, points and reference Jacobians are found once, at construction. Immutable, so
 * that one verifier serves all threads.
 */
public final class OrderVerifier {

  /** One generic point tells orders apart; more see the other sides of selections and maxima. */
  private static final int POINTS = 3;

  private final ComputationalGraph counted;
  private final CostModel model;
  private final JacobianProof proof;

  /** Prepares the proof of orders that are counted by {@link CostModel#PRINCIPLE}. */
  public OrderVerifier(Program program, long seed) {
    this(program, CostModel.PRINCIPLE, seed);
  }

  /**
   * Prepares the proof. A program that cannot be evaluated is no error here: its orders are
   * counted, and {@link #obstacle} says why they are not proved.
   *
   * @param program the program whose orders are verified
   * @param model by which multiplications are counted
   * @param seed determines the points of evaluation and the elements of the field
   */
  public OrderVerifier(Program program, CostModel model, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    this.counted = model.linearize(program);
    this.model = model;
    this.proof = proof(program, random);
  }

  private static JacobianProof proof(Program program, SplittableRandom random) {
    if (program.isScalar()) {
      try {
        return ScalarProof.of(program, POINTS, random);
      } catch (UnsupportedPrimitiveException unsupported) {
        // What rearranges tensors may read and give scalars, too.
        return TensorProof.of(program, POINTS, random);
      }
    }
    return TensorProof.of(program, POINTS, random);
  }

  /** Puts a verifier together from what it compares with, at one point or more. */
  OrderVerifier(ComputationalGraph graph, FieldComparison field, List<JacobianComparison> points) {
    this(graph, CostModel.PRINCIPLE, new ScalarProof(graph, field, points, Optional.empty()));
  }

  /**
   * Puts a verifier together from a proof.
   *
   * @param counted the program's graph by the cost model
   */
  OrderVerifier(ComputationalGraph counted, CostModel model, JacobianProof proof) {
    this.counted = counted;
    this.model = model;
    this.proof = proof;
  }

  /** Returns why no order of this program can be proved, as one sentence; empty if they can. */
  public Optional<String> obstacle() {
    return proof.obstacle();
  }

  /**
   * Verifies an order; O(multiplications) and in the order of a millisecond for 100 vertices of
   * scalars.
   *
   * @throws InvalidOrderException if the order is not one of the program's graph
   */
  public OrderVerification verify(EliminationOrder order) {
    EliminationOrder own = EliminationOrder.ofVertices(counted, order.vertices());
    JacobianProof.Outcome outcome = proof.of(own);
    long multiplications = StructureRecount.along(own, counted);
    Optional<String> obstacle =
        proof.obstacle().or(() -> disagreement(outcome.multiplications(), multiplications));
    return new OrderVerification(
        multiplications,
        outcome.agrees() && obstacle.isEmpty(),
        outcome.greatestRelativeError(),
        obstacle);
  }

  /** Says how a cost model that counts what is really done miscounted; empty if it did not. */
  private Optional<String> disagreement(long done, long counted) {
    return proof.model().filter(model::equals).isPresent() && done != counted
        ? Optional.of(
            "the accumulation took %d multiplications, but %d are counted".formatted(done, counted))
        : Optional.empty();
  }
}
