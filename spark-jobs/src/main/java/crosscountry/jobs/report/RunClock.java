package crosscountry.jobs.report;

import crosscountry.datasets.tables.MetricRow;
import crosscountry.datasets.tables.RunRow;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The wall clock of a run that may have been resumed: each attempt counts its seconds anew, and the
 * clock adds those of the attempts before it.
 *
 * <p>Of an attempt that was killed, time counts up to its last row.
 */
public final class RunClock {

  /** The last second of each attempt that any row tells of, by the attempt's start. */
  private final NavigableMap<Instant, Double> ends = new TreeMap<>();

  /**
   * Creates the clock of one run.
   *
   * @param attempts the run's rows in the table of runs, at least one
   * @param metrics all of the run's rows in the table of metrics
   */
  RunClock(Collection<RunRow> attempts, Collection<MetricRow> metrics) {
    attempts.forEach(row -> ends.put(row.startedAt(), 0.0));
    metrics.forEach(row -> ends.merge(attempt(row), row.elapsedSeconds(), Math::max));
  }

  /** Returns the seconds of all attempts until the row was measured. */
  public double seconds(MetricRow row) {
    return row.elapsedSeconds()
        + ends.headMap(attempt(row), false).values().stream().mapToDouble(end -> end).sum();
  }

  /** Returns the rows as they were measured, one after the other. */
  public List<MetricRow> inOrder(Collection<MetricRow> rows) {
    return rows.stream()
        .sorted(
            Comparator.comparing(this::attempt)
                .thenComparingDouble(MetricRow::elapsedSeconds)
                .thenComparing(MetricRow::wave, Comparator.nullsFirst(Comparator.naturalOrder())))
        .toList();
  }

  /** Returns the start of the attempt that recorded a row. */
  private Instant attempt(MetricRow row) {
    Instant start = ends.floorKey(row.recordedAt());
    return start == null ? ends.firstKey() : start;
  }
}
