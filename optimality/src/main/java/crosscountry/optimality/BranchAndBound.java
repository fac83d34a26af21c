package crosscountry.optimality;

import crosscountry.environment.elimination.EliminationOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/**
 * Solves subproblems side by side, that of the least bound first, until none is left whose orders
 * could be cheaper than the cheapest known one (Land and Doig 1960). The least bound of any open
 * subproblem is a bound for all orders.
 */
final class BranchAndBound {

  /** So many chains of three are all kept from being cycles at once, others when one occurs. */
  private static final int CHAINS_AT_ONCE = 5_000;

  /** A subproblem that takes longer is split. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Kernel kernel;
  private final Comparabilities pairs;
  private final Standing standing;
  private final CutPool pool = new CutPool();
  private final long deadline;
  private final BooleanSupplier cancelled;
  private final int threads;
  private final int levelsAtOnce;

  private final PriorityQueue<Subproblem> open =
      new PriorityQueue<>(
          Comparator.comparingLong(Subproblem::bound)
              .thenComparing(subproblem -> -subproblem.decided().size()));

  private final Set<Subproblem> inWork = new HashSet<>();

  /** Whether a thread has failed, so that the others end. */
  private final AtomicBoolean failed = new AtomicBoolean();

  BranchAndBound(
      Kernel kernel, Standing standing, long deadline, BooleanSupplier cancelled, int threads) {
    this.kernel = kernel;
    this.pairs = new Comparabilities(kernel);
    this.standing = standing;
    this.deadline = deadline;
    this.cancelled = cancelled;
    this.threads = threads;
    this.levelsAtOnce = Integer.SIZE - Integer.numberOfLeadingZeros(threads - 1);
    for (int[] chain : pairs.chainsOfThree(CHAINS_AT_ONCE)) {
      pool.addAll(
          List.of(
              new Cut.Cycle(List.of(chain[0], chain[1], chain[2])),
              new Cut.Cycle(List.of(chain[0], chain[2], chain[1]))));
    }
    open.add(new Subproblem(List.of(), 0));
  }

  /** Takes from known orders what the program would have to find out. */
  void learnFrom(List<EliminationOrder> known) {
    SurplusCuts surplusCuts = new SurplusCuts(new Cones(kernel));
    known.forEach(order -> pool.addAll(surplusCuts.of(kernel.restrict(order.vertices()))));
  }

  /** Searches until all is proven, time is up or the search is cancelled. */
  void run() {
    ExecutorService workers = Executors.newFixedThreadPool(threads, BranchAndBound::daemon);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        running.add(workers.submit(this::work));
      }
      for (Future<?> worker : running) {
        worker.get();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a proof of optimality failed", failed.getCause());
    } finally {
      standing.close();
      workers.shutdownNow();
    }
  }

  /** Integer programs cannot be interrupted, and must not keep the application from ending. */
  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "optimality");
    thread.setDaemon(true);
    return thread;
  }

  private void work() {
    Cones cones = new Cones(kernel);
    for (Optional<Subproblem> next = take(); next.isPresent(); next = take()) {
      Subproblem subproblem = next.get();
      try {
        replace(subproblem, attempt(subproblem, cones));
      } catch (RuntimeException | Error failure) {
        failed.set(true);
        throw failure;
      }
    }
  }

  /** Returns the open subproblem of least bound, after waiting for one; or nothing at the end. */
  private synchronized Optional<Subproblem> take() {
    while (open.isEmpty() && !inWork.isEmpty() && goesOn()) {
      try {
        wait(100);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
    if (open.isEmpty() || !goesOn()) {
      return Optional.empty();
    }
    Subproblem next = open.remove();
    inWork.add(next);
    return Optional.of(next);
  }

  private boolean goesOn() {
    return !standing.isTight()
        && !cancelled.getAsBoolean()
        && !Thread.currentThread().isInterrupted()
        && !failed.get()
        && deadline - System.nanoTime() > 0;
  }

  /** Puts what has become of a subproblem in its place, and derives the bound for all orders. */
  private synchronized void replace(Subproblem done, List<Subproblem> followers) {
    inWork.remove(done);
    open.addAll(followers);
    long cheapest = standing.cheapest();
    open.removeIf(subproblem -> subproblem.bound() >= cheapest);
    LongStream bounds =
        LongStream.concat(
            open.stream().mapToLong(Subproblem::bound),
            inWork.stream().mapToLong(Subproblem::bound));
    standing.raise(bounds.reduce(cheapest, Math::min));
    notifyAll();
  }

  private List<Subproblem> attempt(Subproblem subproblem, Cones cones) {
    OrderingProgram program = new OrderingProgram(kernel, pairs, cones);
    List<Cut> cuts = pool.all();
    cuts.forEach(program::add);
    subproblem.decided().forEach(program::fix);
    if (!goesOn()) {
      return List.of(subproblem);
    }
    if (subproblem.bound() == 0) {
      long bound = program.relax(left()).map(OrderingProgram.Relaxation::bound).orElse(1L);
      return List.of(subproblem.raisedTo(Math.max(1, bound)));
    }
    StrongBranching branching = new StrongBranching(subproblem, program, this::left);
    // All threads have work from the beginning.
    if (subproblem.decided().size() < levelsAtOnce) {
      List<Subproblem> parts = branching.split();
      if (parts.size() > 1) {
        return parts;
      }
    }
    Duration left = left();
    boolean hurried = left.compareTo(PATIENCE) < 0;
    Outcome outcome = program.solve(hurried ? left : PATIENCE, standing.cheapest());
    standing.countRound();
    if (outcome instanceof Outcome.Exhausted) {
      return List.of();
    }
    if (outcome instanceof Outcome.Solution solution) {
      List<Cut> taught = lessons(solution.tournament(), cones);
      pool.addAll(taught);
      Subproblem raised = subproblem.raisedTo(solution.bound());
      return new HashSet<>(cuts).containsAll(taught)
          ? new StrongBranching(raised, program, this::left).split()
          : List.of(raised);
    }
    return hurried ? List.of(subproblem) : branching.split();
  }

  private Duration left() {
    return Duration.ofNanos(deadline - System.nanoTime());
  }

  /** Considers the order of a solution, and returns the cuts that it gives rise to. */
  private List<Cut> lessons(Tournament tournament, Cones cones) {
    int[] order = tournament.order();
    standing.consider(EliminationOrder.ofVertices(kernel.graph(), kernel.complete(order)));
    List<Cut> cuts = new ArrayList<>(new SurplusCuts(cones).of(order));
    tournament.cycles().forEach(cycle -> cuts.add(new Cut.Cycle(cycle)));
    return cuts;
  }
}
