package crosscountry.datasets.tables;

import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * One attempt of a run: as it began, or as it ended.
 *
 * <p>A run publishes a row before its first game and another one as its last act; an attempt with
 * the first row alone was killed, or is still at work.
 *
 * @param runId the run
 * @param attempt which attempt, counted from 1; each {@code --resume} is another one
 * @param startedAt when the attempt began, to the microsecond
 * @param endedAt when it ended, to the microsecond, or null in the row of its beginning
 * @param status {@code running}, or how it ended
 * @param exitCode the exit code of the command, or null in the row of its beginning
 * @param reason why it ended so, in one sentence, or null
 * @param configuration the full effective configuration as text
 * @param graphs the names of the graphs
 * @param fingerprints SHA-256 of each graph's traced program in hexadecimal, in the same order
 * @param seed the seed of all random choices of the run
 * @param software version and commit of the software
 * @param java version and vendor of the Java runtime
 * @param os name, version and architecture of the operating system
 * @param hardware processors, memory and accelerators in a few words
 */
public record RunRow(
    String runId,
    int attempt,
    Instant startedAt,
    Instant endedAt,
    String status,
    Integer exitCode,
    String reason,
    String configuration,
    List<String> graphs,
    List<String> fingerprints,
    long seed,
    String software,
    String java,
    String os,
    String hardware)
    implements Serializable {

  /**
   * Creates a row; times are cut to what the table can hold.
   *
   * @throws IllegalArgumentException if there is not one fingerprint for each graph
   */
  public RunRow {
    startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
    endedAt = endedAt == null ? null : endedAt.truncatedTo(ChronoUnit.MICROS);
    graphs = List.copyOf(graphs);
    fingerprints = List.copyOf(fingerprints);
    if (graphs.size() != fingerprints.size()) {
      throw new IllegalArgumentException(
          "there are %d graphs, but %d fingerprints".formatted(graphs.size(), fingerprints.size()));
    }
  }
}
