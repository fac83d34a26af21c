package crosscountry.jobs.simulation;

/**
 * The executors of a run.
 *
 * @param executors how many
 * @param coresPerExecutor cores, and so tasks at a time, of each
 */
public record Cluster(int executors, int coresPerExecutor) {

  /**
   * Creates a cluster.
   *
   * @throws IllegalArgumentException if it has no core
   */
  public Cluster {
    if (executors < 1 || coresPerExecutor < 1) {
      throw new IllegalArgumentException(
          "%d executors of %d cores cannot play".formatted(executors, coresPerExecutor));
    }
  }

  /** Returns the cores of all executors. */
  public int cores() {
    return Math.multiplyExact(executors, coresPerExecutor);
  }
}
