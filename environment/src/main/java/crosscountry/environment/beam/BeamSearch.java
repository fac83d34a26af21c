package crosscountry.environment.beam;

import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.reduction.Opening;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Beam search (Lowerre 1976) over sets of eliminated vertices: of all sets of k vertices that the
 * sets kept of k - 1 lead to, equal ones merged, the best are kept ({@link SetScore}).
 *
 * <p>With tensors, the excess is that of true costs, and the surplus counts degrees as ever. What
 * is left must depend on the set of eliminated vertices only ({@link #isApplicable}).
 *
 * <p>Holds what is fixed for a graph, and is immutable, so that one object serves all threads.
 */
public final class BeamSearch {

  /** Width of the first beam when time is the budget. */
  private static final int FIRST_WIDTH = 16;

  /** Fraction of the heap, as a divisor, beyond which time makes no beam wider. */
  private static final int SHARE_OF_MEMORY = 8;

  private final ComputationalGraph graph;
  private final CutBounds bounds;
  private final Opening opening;

  /**
   * Tells whether sets of vertices determine what is left of a graph, so that they can be merged.
   */
  public static boolean isApplicable(ComputationalGraph graph) {
    return graph.isSetDetermined();
  }

  /**
   * Prepares beam search on a graph.
   *
   * @throws IllegalArgumentException if it is not {@link #isApplicable}
   */
  public BeamSearch(ComputationalGraph graph) {
    this(graph, CutBounds.of(graph));
  }

  /**
   * Prepares beam search on a graph whose bounds are known.
   *
   * @throws IllegalArgumentException if it is not {@link #isApplicable}
   */
  public BeamSearch(ComputationalGraph graph, CutBounds bounds) {
    if (!isApplicable(graph)) {
      throw new IllegalArgumentException(
          ("what is left of %s may depend on the order of elimination, which beam search does not"
                  + " allow for")
              .formatted(graph.name()));
    }
    this.graph = graph;
    this.bounds = bounds;
    this.opening = Opening.of(graph, bounds);
  }

  /**
   * Searches.
   *
   * <p>Given time, the width doubles after every two beams, which differ in what a surplus counts,
   * until a set takes too much memory, and stays from then on.
   *
   * @param budget how much to look at; a width is taken as it is, whatever memory it needs
   * @param seed determines the result if the budget is a width
   * @param cancelled asked before each set is expanded; true ends the search with what it has, and
   *     completes the best set greedily if it has no order
   */
  public BeamResult run(BeamBudget budget, long seed, BooleanSupplier cancelled) {
    return run(budget, seed, cancelled, multiplications -> {});
  }

  /**
   * Searches, watched.
   *
   * @param budget how much to look at; a width is taken as it is, whatever memory it needs
   * @param seed determines the result if the budget is a width
   * @param cancelled asked before each set is expanded; true ends the search with what it has, and
   *     completes the best set greedily if it has no order
   * @param improved is told the multiplications of every order that beats all before it
   */
  public BeamResult run(
      BeamBudget budget, long seed, BooleanSupplier cancelled, LongConsumer improved) {
    Run run = new Run(improved);
    if (budget instanceof BeamBudget.Time limited) {
      long begin = System.nanoTime();
      long nanos = limited.duration().toNanos();
      run.widen(seed, () -> System.nanoTime() - begin >= nanos || cancelled.getAsBoolean());
    } else {
      run.pass(((BeamBudget.Width) budget).sets(), SetScore.LIGHT_SURPLUS, seed, cancelled);
    }
    return run.result();
  }

  /** One run: what changes while it goes on. */
  private final class Run {

    private final EliminationState start = opening.left();
    private final LongConsumer improved;
    private EliminationOrder best;
    private long least = Long.MAX_VALUE;
    private long expanded;
    private int widest;
    private boolean exhausted;

    Run(LongConsumer improved) {
      this.improved = improved;
    }

    /** Tries ever wider beams until stopped or until none can be better. */
    void widen(long seed, BooleanSupplier stopped) {
      long memory = Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY;
      long affordable = memory / Beam.bytesPerSet(graph, start.liveCount());
      int width = (int) Math.max(1, Math.min(FIRST_WIDTH, affordable));
      for (long pass = seed; goesOn(stopped); pass += 2) {
        pass(width, SetScore.LIGHT_SURPLUS, pass, stopped);
        if (goesOn(stopped)) {
          pass(width, SetScore.HEAVY_SURPLUS, pass + 1, stopped);
        }
        width = 2L * width <= affordable ? 2 * width : width;
      }
    }

    private boolean goesOn(BooleanSupplier stopped) {
      return best == null || !(exhausted || least == bounds.total() || stopped.getAsBoolean());
    }

    void pass(int width, SetScore score, long seed, BooleanSupplier stopped) {
      Beam beam = new Beam(start, bounds, width, score, seed);
      long limit = best == null ? Long.MAX_VALUE : least - bounds.total();
      boolean reached = beam.descend(limit, stopped);
      widest = Math.max(widest, width);
      expanded += beam.expanded();
      exhausted = !beam.leftOut();
      if (reached || best == null) {
        record(beam.moves());
      }
    }

    private void record(int[] moves) {
      EliminationOrder order = EliminationOrder.ofVertices(graph, opening.followedBy(moves));
      long cost = EliminationCost.of(graph, order).multiplications();
      if (cost < least) {
        least = cost;
        best = order;
        improved.accept(least);
      }
    }

    BeamResult result() {
      return new BeamResult(best, least, expanded, widest, least == bounds.total(), exhausted);
    }
  }
}
