package crosscountry.jobs.search;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** What the driver knows of a search whose tasks are at work. Safe for all threads. */
final class SearchBoard {

  /**
   * How far the clocks of tasks, which begin one after the other, may lie behind. A task that had
   * to be begun again is not waited for any longer.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final long NOTHING = Long.MAX_VALUE;

  private final long lowerBound;
  private final Duration budget;
  private final BooleanSupplier stopRequested;
  private final AtomicLong least = new AtomicLong(NOTHING);
  private final AtomicReference<Long> startNanos = new AtomicReference<>();

  /**
   * Creates the board of a search that has not begun.
   *
   * @param lowerBound multiplications below which there is nothing to be found
   * @param budget how long tasks search
   * @param stopRequested tells whether the search should end early
   */
  SearchBoard(long lowerBound, Duration budget, BooleanSupplier stopRequested) {
    this.lowerBound = lowerBound;
    this.budget = budget;
    this.stopRequested = stopRequested;
  }

  /**
   * Takes a task's word for how far it is; the first one starts the clock.
   *
   * @param multiplications the fewest that it has found, or {@link Long#MAX_VALUE}
   * @return whether the task is to come back with what it has
   */
  boolean report(long multiplications) {
    startNanos.compareAndSet(null, System.nanoTime());
    least.accumulateAndGet(multiplications, Math::min);
    return least.get() <= lowerBound
        || stopRequested.getAsBoolean()
        || elapsed().compareTo(budget.plus(PATIENCE)) > 0;
  }

  /** Tells whether any task has begun. */
  boolean hasBegun() {
    return startNanos.get() != null;
  }

  /** Returns the fewest multiplications that any task has told of, if one has. */
  OptionalLong least() {
    long multiplications = least.get();
    return multiplications == NOTHING ? OptionalLong.empty() : OptionalLong.of(multiplications);
  }

  /** Returns the time since the first task began. */
  Duration elapsed() {
    Long start = startNanos.get();
    return start == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - start);
  }
}
