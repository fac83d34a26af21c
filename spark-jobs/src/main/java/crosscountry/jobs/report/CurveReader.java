package crosscountry.jobs.report;

import crosscountry.datasets.curriculum.RandomCurriculum;
import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.MetricRow;
import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.RunRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.linearization.CostModel;
import crosscountry.jobs.server.CountingRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads how a run learned from the tables of runs and metrics. */
final class CurveReader {

  private final Warehouse warehouse;
  private final String runId;
  private final Quarantine quarantine;

  CurveReader(Warehouse warehouse, String runId, Quarantine quarantine) {
    this.warehouse = warehouse;
    this.runId = runId;
    this.quarantine = quarantine;
  }

  /**
   * Returns the curves of the run's graphs, in the run's order; graphs on which no wave has been
   * finished have none. Random graphs, of which there may be thousands, have none where the run has
   * others, too.
   *
   * @throws UnreportableRunException if there is no such run, or not a single curve
   * @throws crosscountry.datasets.tables.WarehouseException if a table cannot be read
   */
  List<LearningCurve> read() {
    List<RunRow> attempts = attempts();
    List<MetricRow> metrics =
        warehouse.metrics().usable(CurveReader::fault, quarantine).read(FileKey.ofRun(runId));
    RunClock clock = new RunClock(attempts, metrics);
    RunRow newest = attempts.get(attempts.size() - 1);
    List<LearningCurve> curves = new ArrayList<>();
    boolean onlyRandom = newest.graphs().stream().allMatch(RandomCurriculum::isNameOfOne);
    for (int graph = 0; graph < newest.graphs().size(); graph++) {
      String name = newest.graphs().get(graph);
      boolean wanted = onlyRandom || !RandomCurriculum.isNameOfOne(name);
      List<MetricRow> waves =
          metrics.stream().filter(row -> wanted && isWaveOf(name, row)).toList();
      if (!waves.isEmpty()) {
        curves.add(curve(name, newest.fingerprints().get(graph), clock.inOrder(waves), clock));
      }
    }
    if (curves.isEmpty()) {
      throw new UnreportableRunException(
          "run %s has finished no wave of self-play in %s, so that there is no curve to draw"
              .formatted(runId, warehouse.location()));
    }
    return curves;
  }

  private List<RunRow> attempts() {
    if (!warehouse.runs().exists()) {
      throw new UnreportableRunException(
          "there is no runs table in %s; train first, or point --warehouse at another folder"
              .formatted(warehouse.location()));
    }
    List<RunRow> attempts =
        warehouse.runs().usable(CurveReader::fault, quarantine).read(FileKey.ofRun(runId));
    if (attempts.isEmpty()) {
      throw new UnreportableRunException(
          "there is no run %s in %s; orders --sql \"SELECT DISTINCT run_id FROM runs\" lists those that there are"
              .formatted(runId, warehouse.location()));
    }
    requireDistinctNames(attempts.get(attempts.size() - 1));
    return attempts;
  }

  private static Optional<String> fault(RunRow row) {
    return row.graphs().size() == row.fingerprints().size()
        ? Optional.empty()
        : Optional.of(
            "graphs has %d entries, but fingerprints has %d"
                .formatted(row.graphs().size(), row.fingerprints().size()));
  }

  /** Looks at what curves are drawn from; a loss, say, may be whatever it was. */
  private static Optional<String> fault(MetricRow row) {
    if (!Double.isFinite(row.elapsedSeconds())) {
      return Optional.of("its elapsed_seconds are %s".formatted(row.elapsedSeconds()));
    }
    if (row.kind() != MetricRow.Kind.WAVE) {
      return Optional.empty();
    }
    if (row.wave() == null) {
      return Optional.of("it is of a wave without a number");
    }
    if (row.play() != null && (row.play().moves() < 0 || row.play().evaluations() < 0)) {
      return Optional.of(
          "it says %d moves and %d evaluations"
              .formatted(row.play().moves(), row.play().evaluations()));
    }
    return row.costs() == null ? Optional.empty() : fault(row.costs());
  }

  private static Optional<String> fault(MetricRow.Costs costs) {
    if (!Double.isFinite(costs.mean())) {
      return Optional.of("its mean_multiplications are %s".formatted(costs.mean()));
    }
    return costs.costModel() == null || CostModel.labelled(costs.costModel()).isPresent()
        ? Optional.empty()
        : Optional.of("its cost model %s is unknown".formatted(costs.costModel()));
  }

  /** Rows of metrics know graphs by name alone. */
  private static void requireDistinctNames(RunRow run) {
    if (run.graphs().stream().distinct().count() < run.graphs().size()) {
      throw new UnreportableRunException(
          "run %s has two graphs of one name among %s, whose metrics cannot be told apart"
              .formatted(run.runId(), String.join(", ", run.graphs())));
    }
  }

  private static boolean isWaveOf(String graph, MetricRow row) {
    return row.kind() == MetricRow.Kind.WAVE
        && graph.equals(row.graph())
        && row.play() != null
        && row.costs() != null;
  }

  /** Sums up over waves what the table has of each. */
  private LearningCurve curve(
      String graph, String fingerprint, List<MetricRow> waves, RunClock clock) {
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
    return new LearningCurve(runId, graph, fingerprint, CountingRules.label(costModel), points);
  }
}
