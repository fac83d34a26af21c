package crosscountry.jobs.search;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * The line from the tasks of a search to the driver, over Spark's own remote calls: a task tells
 * how far it is, and hears whether to come back with what it has. Cancelling the job would not do,
 * because Spark throws away what a cancelled task has found.
 *
 * <p>Spark makes the plugin by its name, so what it leads to is kept for the whole JVM; there is
 * one Spark context at a time in it.
 */
public final class RecallPlugin implements SparkPlugin {

  private static final AtomicReference<SearchBoard> BOARD = new AtomicReference<>();
  private static final AtomicReference<PluginContext> LINE = new AtomicReference<>();

  /** On the driver: lets a board answer from now on, or nobody if it is null. */
  static void answerBy(SearchBoard board) {
    BOARD.set(board);
  }

  /**
   * On an executor: tells the driver how far a task is.
   *
   * @param multiplications the fewest that it has found, or {@link Long#MAX_VALUE}
   * @return whether the task is to come back
   * @throws IOException if the driver does not answer
   * @throws InterruptedException if the thread is interrupted while it waits for the answer
   */
  static boolean report(long multiplications) throws IOException, InterruptedException {
    try {
      return (Boolean) LINE.get().ask(multiplications);
    } catch (InterruptedException interrupted) {
      throw interrupted;
    } catch (Exception unanswered) {
      throw new IOException("the driver does not answer", unanswered);
    }
  }

  @Override
  public DriverPlugin driverPlugin() {
    return new Driver();
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new Executor();
  }

  /** Answers tasks. */
  private static final class Driver implements DriverPlugin {
    @Override
    public Object receive(Object multiplications) {
      SearchBoard board = BOARD.get();
      // A task that nobody waits for any more has nothing to search for.
      return board == null || board.report((Long) multiplications);
    }
  }

  /** Keeps the line of an executor. */
  private static final class Executor implements ExecutorPlugin {
    @Override
    public void init(PluginContext context, Map<String, String> settings) {
      LINE.set(context);
    }
  }
}
