package crosscountry.jobs.bound;

import crosscountry.environment.annealing.AnnealingBudget;
import crosscountry.environment.annealing.AnnealingResult;
import crosscountry.environment.annealing.SimulatedAnnealing;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.jobs.selfplay.SeedMix;
import crosscountry.jobs.server.RunGraph;
import crosscountry.optimality.OptimalityProof;
import crosscountry.optimality.ProvenBound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Looks for good orders of a graph by a short annealing, which save the proof time, and then raises
 * the lower bound.
 *
 * <p>An integer program that is being solved cannot be interrupted. So the proof has a thread of
 * its own, which is left to itself when it is not to be waited for any more.
 */
public final class BoundProof {

  /** Name of the proof in tables, and of what finds an order in it. */
  public static final String METHOD = "integer-program";

  private static final String ANNEALING = "annealing";

  /**
   * Windows of each annealing: one that finds a good order, and others that find different ones.
   */
  private static final long[] WINDOWS = {2_000_000, 200_000, 200_000, 200_000};

  /** How long after the end of the budget the last integer program may take to come back. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final RunGraph graph;
  private final Duration budget;
  private final long seed;

  /**
   * Prepares a proof.
   *
   * @param budget how long, the search for orders included, which has at most half of it
   * @param seed source of all random choices of that search
   */
  public BoundProof(RunGraph graph, Duration budget, long seed) {
    this.graph = graph;
    this.budget = budget;
    this.seed = seed;
  }

  /** Tells whether integer programs can raise the bound of a graph: that of a scalar one. */
  public static boolean isApplicableTo(RunGraph graph) {
    return OptimalityProof.isApplicable(graph.game().graph());
  }

  /**
   * Raises the bound until an order meets it, the budget is spent or a request ends it. Where the
   * proof is not applicable, the search for orders is all there is, and the bound that of cuts.
   *
   * @param watcher is told of every raised bound, in this thread
   * @param stopRequested tells whether to end with what has been proven
   * @throws InterruptedException if the thread is interrupted while it waits for the proof
   * @throws MissingNativesException if integer programs cannot be solved here
   */
  public BoundResult run(Consumer<BoundProgress> watcher, BooleanSupplier stopRequested)
      throws InterruptedException {
    Clock clock = new Clock(budget);
    List<AnnealingResult> annealed = anneal(clock, stopRequested);
    AnnealingResult cheapest =
        annealed.stream()
            .min(Comparator.comparingLong(AnnealingResult::multiplications))
            .orElseThrow();
    if (!isApplicableTo(graph)) {
      return result(byCuts(), cheapest, clock.elapsed());
    }
    ProvenBound proven =
        prove(
            annealed.stream().map(AnnealingResult::order).toList(),
            clock,
            bound ->
                watcher.accept(
                    new BoundProgress(
                        bound.multiplications(),
                        cheapest.multiplications(),
                        bound.rounds(),
                        clock.elapsed(),
                        budget)),
            stopRequested);
    return result(proven, cheapest, clock.elapsed());
  }

  private List<AnnealingResult> anneal(Clock clock, BooleanSupplier stopRequested) {
    SimulatedAnnealing annealing =
        new SimulatedAnnealing(graph.game().graph()).stoppedBy(graph.lowerBound());
    BooleanSupplier enough =
        () -> stopRequested.getAsBoolean() || clock.elapsed().multipliedBy(2).compareTo(budget) > 0;
    List<AnnealingResult> annealed = new ArrayList<>();
    for (int number = 0; number < WINDOWS.length; number++) {
      AnnealingBudget windows = new AnnealingBudget.Windows(WINDOWS[number]);
      annealed.add(annealing.run(windows, SeedMix.of(seed, number), enough));
    }
    return annealed;
  }

  private ProvenBound prove(
      List<EliminationOrder> known,
      Clock clock,
      Consumer<ProvenBound> watcher,
      BooleanSupplier stopRequested)
      throws InterruptedException {
    ComputationalGraph proved = graph.game().graph();
    BlockingQueue<ProvenBound> raised = new LinkedBlockingQueue<>();
    AtomicBoolean abandoned = new AtomicBoolean();
    FutureTask<ProvenBound> proof =
        new FutureTask<>(
            () ->
                new OptimalityProof(proved).run(known, clock.left(), abandoned::get, raised::add));
    Thread thread = new Thread(proof, "proof of " + graph.name());
    thread.setDaemon(true);
    thread.start();
    ProvenBound greatest = byCuts();
    while (!proof.isDone() && !stopRequested.getAsBoolean() && !clock.isOverdue()) {
      ProvenBound next = raised.poll(200, TimeUnit.MILLISECONDS);
      if (next != null) {
        greatest = next;
        watcher.accept(next);
      }
    }
    abandoned.set(true);
    for (ProvenBound next = raised.poll(); next != null; next = raised.poll()) {
      greatest = next;
      watcher.accept(next);
    }
    return proof.isDone() ? outcome(proof) : greatest;
  }

  private ProvenBound byCuts() {
    return new ProvenBound(graph.cutBound(), Optional.empty(), 0);
  }

  private static ProvenBound outcome(FutureTask<ProvenBound> proof) throws InterruptedException {
    try {
      return proof.get();
    } catch (ExecutionException failure) {
      // The proof may have met the error in a thread of its own, and wrapped it.
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (cause instanceof LinkageError missing) {
          throw new MissingNativesException(missing);
        }
      }
      throw new IllegalStateException("the proof failed", failure.getCause());
    }
  }

  private BoundResult result(ProvenBound proven, AnnealingResult annealed, Duration elapsed) {
    EliminationOrder best = proven.optimum().orElse(annealed.order());
    long multiplications = EliminationCost.of(graph.game().graph(), best).multiplications();
    boolean beaten = multiplications < annealed.multiplications();
    return new BoundResult(
        proven.multiplications(),
        proven.rounds(),
        beaten ? best : annealed.order(),
        beaten ? multiplications : annealed.multiplications(),
        beaten ? METHOD : ANNEALING,
        elapsed);
  }

  /** Time since the beginning, and what is left of the budget. */
  private record Clock(Duration budget, long startNanos) {

    Clock(Duration budget) {
      this(budget, System.nanoTime());
    }

    Duration elapsed() {
      return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    Duration left() {
      return budget.minus(elapsed());
    }

    boolean isOverdue() {
      return left().plus(PATIENCE).isNegative();
    }
  }
}
