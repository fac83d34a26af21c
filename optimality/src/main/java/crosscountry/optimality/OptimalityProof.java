package crosscountry.optimality;

import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.graph.ComputationalGraph;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Raises the lower bound on what every order of a graph costs, in the end up to the cheapest order.
 *
 * <p>First the graph is reduced ({@link Kernel}). Then an {@link OrderingProgram} is solved again
 * and again. Its value is a lower bound. Its solution decides an order, or contradicts itself in
 * cycles, which are forbidden; and where the order costs more than the program knew, the program is
 * told ({@link SurplusCuts}). If the order costs as much as the bound, both are optimal. A program
 * that takes long is split in two by deciding a pair, and the parts are solved side by side ({@link
 * BranchAndBound}).
 *
 * <p>The bounds are computed in floating point: by GLOP for relaxed programs, rounded up, and by
 * HiGHS for integer ones, whose values are whole numbers; 1e-4 is allowed for errors of rounding.
 *
 * <p>The programs count edges, so that all this is of scalar graphs only ({@link #isApplicable}).
 */
public final class OptimalityProof {

  private final ComputationalGraph graph;
  private final int threads;

  /** Tells whether costs are products of degrees in a graph, so that programs can be written. */
  public static boolean isApplicable(ComputationalGraph graph) {
    return graph.isScalar();
  }

  /**
   * Prepares the proof for a graph, on all processors.
   *
   * @throws IllegalArgumentException if it is not {@link #isApplicable}
   */
  public OptimalityProof(ComputationalGraph graph) {
    this(graph, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Prepares the proof for a graph.
   *
   * @param threads how many programs are solved side by side
   * @throws IllegalArgumentException if there is to be no thread, or the graph is not {@link
   *     #isApplicable}
   */
  public OptimalityProof(ComputationalGraph graph, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("a proof needs a thread, not %d".formatted(threads));
    }
    if (!isApplicable(graph)) {
      throw new IllegalArgumentException(
          "optimality can be proven of functions of scalars only, and %s has tensors"
              .formatted(graph.name()));
    }
    this.graph = graph;
    this.threads = threads;
  }

  /**
   * Raises the bound until an order meets it, time is up or the caller says so.
   *
   * @param known orders of the graph, which need not be good; cheap ones save time
   * @param budget how long, but for what precedes the first program and the solver's reaction to
   *     its limit
   * @param cancelled asked between programs; true ends the proof with what it has
   * @param raised told of every bound that is better than the one before, by one thread at a time
   * @return the greatest bound
   */
  public ProvenBound run(
      List<EliminationOrder> known,
      Duration budget,
      BooleanSupplier cancelled,
      Consumer<ProvenBound> raised) {
    CutBounds bounds = CutBounds.of(graph);
    Kernel kernel = Kernel.of(graph, bounds);
    Standing standing = new Standing(graph, bounds.total(), raised);
    // So that there always is an order.
    standing.consider(EliminationOrder.ofVertices(graph, graph.eliminable()));
    known.forEach(standing::consider);
    if (kernel.vertices().length == 0) {
      standing.consider(EliminationOrder.ofVertices(graph, kernel.reduced()));
      standing.raise(kernel.reducedCost());
      return standing.result();
    }
    BranchAndBound search =
        new BranchAndBound(
            kernel, standing, System.nanoTime() + budget.toNanos(), cancelled, threads);
    search.learnFrom(known);
    search.run();
    return standing.result();
  }
}
