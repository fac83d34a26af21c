package crosscountry.jobs.report.page;

import crosscountry.datasets.tables.MetricRow;
import crosscountry.datasets.tables.RunRow;
import crosscountry.jobs.report.RunRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An attempt at a run, and what it ran on.
 *
 * @param attempt its number, from 1
 * @param status how it ended, if it did
 * @param exitCode the exit code of its command
 * @param reason why it ended so
 * @param startedAt when it began
 * @param endedAt when it ended, or when it was last heard of
 * @param duration how long it took until then
 * @param software version and commit of the software
 * @param java the Java runtime
 * @param os the operating system
 * @param hardware processors, memory, accelerators
 */
record AttemptLine(
    int attempt,
    String status,
    String exitCode,
    String reason,
    String startedAt,
    String endedAt,
    String duration,
    String software,
    String java,
    String os,
    String hardware) {

  /** What is said of an attempt that has not told how it ended. */
  static final String NO_END = "at work, or killed";

  /** Returns the attempts at a run, the first one first. */
  static List<AttemptLine> of(RunRecords records) {
    Map<Integer, RunRow> last = new TreeMap<>();
    records.attempts().forEach(row -> last.put(row.attempt(), row));
    List<RunRow> rows = List.copyOf(last.values());
    return rows.stream()
        .map(
            row -> {
              int next = rows.indexOf(row) + 1;
              Instant before = next < rows.size() ? rows.get(next).startedAt() : Instant.MAX;
              return of(row, lastHeard(records.metrics(), row.startedAt(), before));
            })
        .toList();
  }

  /** Returns when the newest row was recorded between two points in time, or the first of them. */
  private static Instant lastHeard(List<MetricRow> metrics, Instant from, Instant before) {
    return metrics.stream()
        .map(MetricRow::recordedAt)
        .filter(time -> !time.isBefore(from) && time.isBefore(before))
        .max(Comparator.naturalOrder())
        .orElse(from);
  }

  private static AttemptLine of(RunRow row, Instant lastHeard) {
    boolean ended = row.endedAt() != null;
    Instant until = ended ? row.endedAt() : lastHeard;
    return new AttemptLine(
        row.attempt(),
        ended ? row.status() : NO_END,
        row.exitCode() == null ? FigureText.NOTHING : row.exitCode().toString(),
        row.reason() == null ? "" : row.reason(),
        FigureText.time(row.startedAt()),
        ended ? FigureText.time(until) : "last heard of " + FigureText.time(until),
        FigureText.duration(Duration.between(row.startedAt(), until).toMillis() / 1e3),
        row.software(),
        row.java(),
        row.os(),
        row.hardware());
  }
}
