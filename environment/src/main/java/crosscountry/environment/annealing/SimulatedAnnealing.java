package crosscountry.environment.annealing;

import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.heuristic.HeuristicOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Simulated annealing over orders (Kirkpatrick, Gelatt and Vecchi 1983; for elimination orders
 * Naumann and Gottschling 2003). A move takes one vertex of the order and inserts it elsewhere.
 *
 * <p>Holds what is fixed for a graph, and is immutable, so that one object serves all threads.
 */
public final class SimulatedAnnealing {

  /** Windows between two looks at clock, temperature and cancellation. */
  private static final int CHUNK = 256;

  private final ComputationalGraph graph;
  private final CutBounds bounds;
  private final AnnealingSettings settings;

  /** Prepares annealing on a graph with the default settings. */
  public SimulatedAnnealing(ComputationalGraph graph) {
    this(graph, CutBounds.of(graph), AnnealingSettings.defaults());
  }

  /** Prepares annealing on a graph whose bounds are known. */
  public SimulatedAnnealing(
      ComputationalGraph graph, CutBounds bounds, AnnealingSettings settings) {
    this.graph = graph;
    this.bounds = bounds;
    this.settings = settings;
  }

  /**
   * Searches from all heuristic orders.
   *
   * @param budget how long
   * @param seed determines the result if the budget is a number of windows
   * @param cancelled asked every few hundred windows; true ends the search with what it has
   */
  public AnnealingResult run(AnnealingBudget budget, long seed, BooleanSupplier cancelled) {
    return run(
        Arrays.stream(HeuristicOrder.values()).map(heuristic -> heuristic.of(graph)).toList(),
        budget,
        seed,
        cancelled);
  }

  /**
   * Searches from given orders; the result is at least as good as the best of them.
   *
   * @param starts orders of the graph, at least one
   * @param budget how long
   * @param seed determines the result if the budget is a number of windows
   * @param cancelled asked every few hundred windows; true ends the search with what it has
   * @throws IllegalArgumentException if there is no order to start from
   */
  public AnnealingResult run(
      List<EliminationOrder> starts, AnnealingBudget budget, long seed, BooleanSupplier cancelled) {
    if (starts.isEmpty()) {
      throw new IllegalArgumentException("annealing needs an order to start from");
    }
    return new Run(starts, budget, seed, cancelled).result();
  }

  /** One run: what changes while it goes on. */
  private final class Run {

    private final MovableOrder order = new MovableOrder(graph, bounds);
    private final Progress progress;
    private final BooleanSupplier cancelled;
    private final SplittableRandom random;
    private final List<int[]> starts;
    private int[] best;
    private long least = Long.MAX_VALUE;
    private long accepted;

    Run(
        List<EliminationOrder> starts,
        AnnealingBudget budget,
        long seed,
        BooleanSupplier cancelled) {
      this.progress = new Progress(budget);
      this.cancelled = cancelled;
      this.random = new SplittableRandom(seed);
      this.starts =
          starts.stream()
              .map(EliminationOrder::vertices)
              .sorted(Comparator.comparingLong(this::begin))
              .toList();
      if (order.length() > 1) {
        MoveSource moves = new MoveSource(random, order.length());
        for (int round = 0; round < settings.rounds() && goesOn(); round++) {
          anneal(round, moves);
        }
      }
    }

    AnnealingResult result() {
      return new AnnealingResult(
          EliminationOrder.ofVertices(graph, best),
          least,
          progress.windows(),
          accepted,
          least == bounds.total());
    }

    private long begin(int[] vertices) {
      order.reset(vertices);
      record();
      return order.total();
    }

    private boolean goesOn() {
      return least > bounds.total() && !cancelled.getAsBoolean() && progress.fraction() < 1;
    }

    private void anneal(int round, MoveSource moves) {
      boolean anew = round % 2 == 0;
      begin(anew ? starts.get(round / 2 % starts.size()) : best);
      double hottest = anew ? settings.startTemperature() : settings.reheatTemperature();
      double decline = Math.log(settings.endTemperature() / hottest);
      while (goesOn()) {
        double done = progress.fraction() * settings.rounds() - round;
        if (done >= 1) {
          return;
        }
        evaluate(moves, hottest * Math.exp(decline * Math.max(0, done)));
      }
    }

    private void evaluate(MoveSource moves, double temperature) {
      long allowance = progress.allowance(CHUNK);
      long evaluated = 0;
      while (evaluated < allowance && least > bounds.total()) {
        evaluated++;
        moves.next();
        if (order.tryMove(moves.from(), moves.to(), moves.limit(temperature))
            != MovableOrder.TOO_MUCH) {
          accepted++;
          record();
        }
      }
      progress.add(evaluated);
    }

    private void record() {
      if (order.total() < least) {
        least = order.total();
        best = order.vertices();
      }
    }
  }
}
