package crosscountry.jobs.search;

import java.time.Duration;
import java.util.function.Consumer;

/** Supervision of a search in the driver's own thread; looks up a few times a second. */
final class LocalLine implements TaskSupervision {

  private static final long INTERVAL_NANOS = Duration.ofMillis(200).toNanos();

  private final SearchBoard board;
  private final Duration budget;
  private final Consumer<SearchProgress> watcher;
  private long least = Long.MAX_VALUE;
  private long askedNanos;
  private boolean recalled;

  /** Begins the supervision, and with it the board's clock. */
  LocalLine(SearchBoard board, Duration budget, Consumer<SearchProgress> watcher) {
    this.board = board;
    this.budget = budget;
    this.watcher = watcher;
    ask();
  }

  @Override
  public void improved(long multiplications) {
    least = multiplications;
  }

  @Override
  public boolean isRecalled() {
    if (!recalled && System.nanoTime() - askedNanos >= INTERVAL_NANOS) {
      ask();
    }
    return recalled;
  }

  private void ask() {
    recalled = board.report(least);
    watcher.accept(new SearchProgress(board.least(), board.elapsed(), budget, 1));
    askedNanos = System.nanoTime();
  }
}
