package crosscountry.environment.annealing;

import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.heuristic.HeuristicOrder;
import crosscountry.environment.reduction.Opening;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Simulated annealing over orders (Kirkpatrick, Gelatt and Vecchi 1983; for elimination orders
 * Naumann and Gottschling 2003). A move takes one vertex of the order and inserts it elsewhere.
 *
 * <p>Holds what is fixed for a graph, and is immutable, so that one object serves all threads.
 */
public final class SimulatedAnnealing {

  /** Windows between two looks at clock, temperature and cancellation. */
  private static final int CHUNK = 256;

  /** Fraction of the budget after which no heuristic order is computed any more. */
  private static final double SHARE_OF_HEURISTICS = 0.1;

  private final ComputationalGraph graph;
  private final CutBounds bounds;
  private final Opening opening;
  private final AnnealingSettings settings;
  private final long target;

  /** Prepares annealing on a graph with the default settings for its size. */
  public SimulatedAnnealing(ComputationalGraph graph) {
    this(graph, CutBounds.of(graph));
  }

  /** Prepares annealing on a graph whose bounds are known, with the defaults for its size. */
  public SimulatedAnnealing(ComputationalGraph graph, CutBounds bounds) {
    this(graph, bounds, AnnealingSettings.defaultsFor(graph.eliminableCount()));
  }

  /** Prepares annealing on a graph whose bounds are known. */
  public SimulatedAnnealing(
      ComputationalGraph graph, CutBounds bounds, AnnealingSettings settings) {
    this(graph, bounds, settings, bounds.total());
  }

  private SimulatedAnnealing(
      ComputationalGraph graph, CutBounds bounds, AnnealingSettings settings, long target) {
    this.graph = graph;
    this.bounds = bounds;
    this.opening = Opening.of(graph, bounds);
    this.settings = settings;
    this.target = target;
  }

  /**
   * Returns the same annealing, stopped also by a greater lower bound than that of the cuts.
   *
   * @param lowerBound multiplications that every order takes at least, however that is known
   */
  public SimulatedAnnealing stoppedBy(long lowerBound) {
    return new SimulatedAnnealing(graph, bounds, settings, Math.max(target, lowerBound));
  }

  /**
   * Searches from all heuristic orders.
   *
   * @param budget how long
   * @param seed determines the result if the budget is a number of windows
   * @param cancelled asked every few hundred windows; true ends the search with what it has
   */
  public AnnealingResult run(AnnealingBudget budget, long seed, BooleanSupplier cancelled) {
    return run(budget, seed, cancelled, multiplications -> {});
  }

  /**
   * Searches from all heuristic orders, watched.
   *
   * @param budget how long
   * @param seed determines the result if the budget is a number of windows
   * @param cancelled asked every few hundred windows; true ends the search with what it has
   * @param improved is told the multiplications of every order that beats all before it
   */
  public AnnealingResult run(
      AnnealingBudget budget, long seed, BooleanSupplier cancelled, LongConsumer improved) {
    Progress progress = new Progress(budget);
    List<EliminationOrder> starts = new ArrayList<>();
    BooleanSupplier enough =
        () -> progress.fraction() >= SHARE_OF_HEURISTICS || cancelled.getAsBoolean();
    for (HeuristicOrder heuristic : HeuristicOrder.values()) {
      if (starts.isEmpty()) {
        starts.add(heuristic.of(graph));
      } else if (!enough.getAsBoolean()) {
        heuristic.of(graph, enough).ifPresent(starts::add);
      }
    }
    return new Run(progress, cancelled, improved).search(starts, seed);
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
    return new Run(new Progress(budget), cancelled, multiplications -> {}).search(starts, seed);
  }

  /** One run: what changes while it goes on. */
  private final class Run {

    private final MovableOrder order = MovableOrder.of(opening, bounds);
    private final Progress progress;
    private final BooleanSupplier cancelled;
    private final LongConsumer improved;
    private int[] best;
    private long least = Long.MAX_VALUE;
    private long accepted;

    Run(Progress progress, BooleanSupplier cancelled, LongConsumer improved) {
      this.progress = progress;
      this.cancelled = cancelled;
      this.improved = improved;
    }

    AnnealingResult search(List<EliminationOrder> given, long seed) {
      List<EliminationOrder> starts = cheapestFirst(given);
      if (order.length() > 1) {
        MoveSource moves = new MoveSource(new SplittableRandom(seed), order.length());
        double allShares = Math.scalb(1.0, settings.rounds()) - 1;
        for (int round = 0; round < settings.rounds() && goesOn(); round++) {
          boolean anew = round % 2 == 0;
          begin(anew ? starts.get(round / 2 % starts.size()).vertices() : best);
          double hottest = anew ? settings.startTemperature() : settings.reheatTemperature();
          double share = Math.scalb(1.0, round);
          anneal(hottest, (share - 1) / allShares, share / allShares, moves);
        }
      }
      EliminationOrder cheapest = EliminationOrder.ofVertices(graph, best);
      return new AnnealingResult(
          cheapest,
          EliminationCost.of(graph, cheapest).multiplications(),
          progress.windows(),
          accepted,
          least <= target);
    }

    private List<EliminationOrder> cheapestFirst(List<EliminationOrder> given) {
      record Start(EliminationOrder order, long cost) {}
      List<Start> starts = new ArrayList<>();
      for (EliminationOrder start : given) {
        starts.add(new Start(start, begin(start.vertices())));
      }
      starts.sort(Comparator.comparingLong(Start::cost));
      return starts.stream().map(Start::order).toList();
    }

    private long begin(int[] vertices) {
      order.reset(vertices);
      record();
      return order.total();
    }

    private boolean goesOn() {
      return least > target && !cancelled.getAsBoolean() && progress.fraction() < 1;
    }

    /**
     * Cools the order down while one share of the budget is spent.
     *
     * @param hottest temperature at the beginning
     * @param start fraction of the budget at which the share begins
     * @param share the share, as a fraction of the budget
     */
    private void anneal(double hottest, double start, double share, MoveSource moves) {
      double decline = Math.log(settings.endTemperature() / hottest);
      while (goesOn()) {
        double done = (progress.fraction() - start) / share;
        if (done >= 1) {
          return;
        }
        evaluate(moves, hottest * Math.exp(decline * Math.max(0, done)));
      }
    }

    private void evaluate(MoveSource moves, double temperature) {
      long allowance = progress.allowance(CHUNK);
      long evaluated = 0;
      while (evaluated < allowance && least > target) {
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
        improved.accept(least);
      }
    }
  }
}
