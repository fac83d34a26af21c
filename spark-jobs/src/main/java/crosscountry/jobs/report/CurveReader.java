package crosscountry.jobs.report;

import crosscountry.datasets.tables.MetricRow;
import crosscountry.jobs.server.CountingRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the learning curves in what the tables have of a run. */
final class CurveReader {

  private final RunRecords records;
  private final RunClock clock;
  private final Map<String, List<MetricRow>> wavesOfGraphs = new LinkedHashMap<>();

  CurveReader(RunRecords records) {
    this.records = records;
    this.clock = records.clock();
    for (MetricRow row : records.metrics()) {
      if (isWave(row)) {
        wavesOfGraphs.computeIfAbsent(row.graph(), graph -> new ArrayList<>()).add(row);
      }
    }
  }

  private static boolean isWave(MetricRow row) {
    return row.kind() == MetricRow.Kind.WAVE
        && row.graph() != null
        && row.play() != null
        && row.costs() != null;
  }

  /** Returns the curve of a graph; none if no wave has been finished on it. */
  Optional<LearningCurve> curve(String graph, String fingerprint) {
    return Optional.ofNullable(wavesOfGraphs.get(graph))
        .map(waves -> curve(graph, fingerprint, clock.inOrder(waves)));
  }

  /** Sums up over waves what the table has of each. */
  private LearningCurve curve(String graph, String fingerprint, List<MetricRow> waves) {
    List<CurvePoint> points = new ArrayList<>();
    long moves = 0;
    long evaluations = 0;
    long best = Long.MAX_VALUE;
    for (MetricRow wave : waves) {
      moves += wave.play().moves();
      evaluations += wave.play().evaluations();
      best = Math.min(best, wave.costs().best());
      points.add(
          new CurvePoint(moves, evaluations, clock.seconds(wave), best, wave.costs().mean()));
    }
    String costModel = waves.get(0).costs().costModel();
    return new LearningCurve(
        records.runId(), graph, fingerprint, CountingRules.label(costModel), points);
  }
}
