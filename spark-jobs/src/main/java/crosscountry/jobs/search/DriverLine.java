package crosscountry.jobs.search;

import java.io.IOException;
import java.time.Duration;
import org.apache.spark.TaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Supervision of one task by the driver, which is asked a few times a second. */
final class DriverLine implements TaskSupervision {

  private static final Logger LOG = LoggerFactory.getLogger(DriverLine.class);

  private static final long INTERVAL_NANOS = Duration.ofMillis(200).toNanos();

  private final TaskContext task;
  private long least = Long.MAX_VALUE;
  private long askedNanos;
  private boolean recalled;

  /** Opens the line of a task, whose first question goes out at once. */
  DriverLine(TaskContext task) {
    this.task = task;
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

  /** Tells the driver how the search ended, so that it need not wait for the result's arrival. */
  void ended(long multiplications) {
    least = multiplications;
    ask();
  }

  private void ask() {
    try {
      recalled = task.isInterrupted() || RecallPlugin.report(least);
    } catch (IOException unanswered) {
      // The task has its own budget, so it ends even if the driver stays silent.
      LOG.warn("the search goes on, though {}", unanswered.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      recalled = true;
    }
    askedNanos = System.nanoTime();
  }
}
