package crosscountry.jobs.report;

import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.MetricRow;
import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.RunRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.linearization.CostModel;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads what the tables of runs and metrics have of a run, as far as it can be used. */
final class RecordReader {

  /** Up to how many runs are named to who asked for one that there is not. */
  private static final int NAMED = 8;

  private final Warehouse warehouse;
  private final Quarantine quarantine;

  RecordReader(Warehouse warehouse, Quarantine quarantine) {
    this.warehouse = warehouse;
    this.quarantine = quarantine;
  }

  /**
   * Returns what there is of a run.
   *
   * @throws UnreportableRunException if there is no such run, or its metrics cannot be told apart
   * @throws crosscountry.datasets.tables.WarehouseException if a table cannot be read
   */
  RunRecords read(String runId) {
    if (!warehouse.runs().exists()) {
      throw new UnreportableRunException(
          "there is no runs table in %s; train first, or point --warehouse at another folder"
              .formatted(warehouse.location()));
    }
    FileKey run = FileKey.ofRun(runId);
    List<RunRow> attempts =
        warehouse.runs().usable(RecordReader::fault, quarantine).read(run).stream()
            .sorted(
                Comparator.comparingInt(RunRow::attempt)
                    .thenComparing(row -> row.endedAt() == null ? row.startedAt() : row.endedAt()))
            .toList();
    if (attempts.isEmpty()) {
      throw new UnreportableRunException(
          "there is no run %s in %s; %s".formatted(runId, warehouse.location(), known()));
    }
    requireDistinctNames(attempts.get(attempts.size() - 1));
    return new RunRecords(
        runId, attempts, warehouse.metrics().usable(RecordReader::fault, quarantine).read(run));
  }

  /** Says which runs there are instead, the newest first. */
  private String known() {
    List<String> runs =
        warehouse.runs().usable(RecordReader::fault, quarantine).read().stream()
            .sorted(Comparator.comparing(RunRow::startedAt).reversed())
            .map(RunRow::runId)
            .distinct()
            .toList();
    if (runs.size() <= NAMED) {
      return runs.isEmpty()
          ? "none of its files can be read"
          : "those that there are: " + String.join(", ", runs);
    }
    return "the newest of %d are %s, and orders --warehouse %s --sql \"SELECT DISTINCT run_id FROM runs\" lists all"
        .formatted(runs.size(), String.join(", ", runs.subList(0, NAMED)), warehouse.location());
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
}
