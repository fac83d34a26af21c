package crosscountry.jobs.server;

import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.RunRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.datasets.tables.WarehouseException;
import java.time.Instant;
import java.util.List;

/**
 * The rows of the runs table for one attempt at a run: one as it begins, one as its last act,
 * because what started the process may not pass its exit code on.
 */
public final class RunLog {

  /** The status of an attempt that came to its own end. */
  public static final String DONE = "done";

  private final Warehouse warehouse;
  private final RunIdentity identity;
  private final int attempt;
  private final List<RunGraph> graphs;
  private final String hardware;
  private final Instant startedAt = Instant.now();

  /**
   * Creates the log of an attempt that learns nothing.
   *
   * @param attempt number of the attempt, from 1
   */
  public RunLog(Warehouse warehouse, RunIdentity identity, int attempt, List<RunGraph> graphs) {
    this(warehouse, identity, graphs, attempt, machine());
  }

  /**
   * Creates the log of an attempt.
   *
   * @param attempt number of the attempt, from 1
   * @param learner on what it learns, in a few words that begin with "by"
   */
  public RunLog(
      Warehouse warehouse,
      RunIdentity identity,
      int attempt,
      List<RunGraph> graphs,
      String learner) {
    this(warehouse, identity, graphs, attempt, machine() + ", learns " + learner);
  }

  private RunLog(
      Warehouse warehouse,
      RunIdentity identity,
      List<RunGraph> graphs,
      int attempt,
      String hardware) {
    this.warehouse = warehouse;
    this.identity = identity;
    this.attempt = attempt;
    this.graphs = graphs;
    this.hardware = hardware;
  }

  /**
   * Publishes that the attempt has begun.
   *
   * @throws crosscountry.datasets.tables.WarehouseException if another process has begun it
   */
  public void begin() {
    warehouse.runs().appendNew(key("begin"), List.of(row(null, "running", null, null)));
  }

  /**
   * Publishes how the attempt ended.
   *
   * @param status one word
   * @param exitCode exit code of the command
   * @param reason one sentence, or null where there is nothing to say
   */
  public void end(String status, int exitCode, String reason) {
    warehouse.runs().append(key("end"), List.of(row(Instant.now(), status, exitCode, reason)));
  }

  /**
   * Publishes that the attempt failed; where even that fails, the first failure is the one to
   * report, and carries the other one.
   *
   * @param exitCode exit code of the command
   * @param reason one sentence
   */
  public void endAfter(Throwable failure, int exitCode, String reason) {
    try {
      end("failed", exitCode, reason);
    } catch (WarehouseException unreachable) {
      failure.addSuppressed(unreachable);
    }
  }

  private FileKey key(String moment) {
    return FileKey.ofRun(identity.runId()).attempt(attempt).part(moment);
  }

  private RunRow row(Instant endedAt, String status, Integer exitCode, String reason) {
    return new RunRow(
        identity.runId(),
        attempt,
        startedAt,
        endedAt,
        status,
        exitCode,
        reason,
        identity.configuration(),
        graphs.stream().map(RunGraph::name).toList(),
        graphs.stream().map(RunGraph::fingerprint).toList(),
        identity.seed(),
        identity.software(),
        properties("java.version", "java.vendor"),
        properties("os.name", "os.version", "os.arch"),
        hardware);
  }

  private static String machine() {
    Runtime runtime = Runtime.getRuntime();
    return "%d processors, %d MiB heap"
        .formatted(runtime.availableProcessors(), runtime.maxMemory() >> 20);
  }

  private static String properties(String... names) {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      text.append(text.isEmpty() ? "" : " ").append(System.getProperty(name));
    }
    return text.toString();
  }
}
