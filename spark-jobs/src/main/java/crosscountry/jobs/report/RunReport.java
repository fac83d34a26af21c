package crosscountry.jobs.report;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import crosscountry.datasets.curriculum.RandomCurriculum;
import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.RunRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.linearization.CostModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Gathers what the tables tell of a run; the tables stay as they are. */
public final class RunReport {

  private final Warehouse warehouse;
  private final String runId;
  private final Quarantine quarantine;

  /**
   * Prepares the report of a run.
   *
   * @param warehouse where its tables are
   * @param runId the run
   * @param quarantine takes what cannot be used
   */
  public RunReport(Warehouse warehouse, String runId, Quarantine quarantine) {
    this.warehouse = warehouse;
    this.runId = runId;
    this.quarantine = quarantine;
  }

  /**
   * Returns the folder beside the tables where reports of the run lie unless told otherwise; none
   * if the warehouse is not in this machine's file system.
   */
  public Optional<Path> defaultFolder() {
    return "file".equals(warehouse.location().getScheme())
        ? Optional.of(Path.of(warehouse.location().getPath(), "reports", runId))
        : Optional.empty();
  }

  /**
   * Reads the tables.
   *
   * @throws UnreportableRunException if there is no such run
   * @throws crosscountry.datasets.tables.WarehouseException if a table cannot be read
   */
  public RunSummary read() {
    RunRecords records = new RecordReader(warehouse, quarantine).read(runId);
    CurveReader curves = new CurveReader(records);
    KnownCounts known = new KnownCounts(warehouse, records.newest(), quarantine);
    String costModel = costModel(records.newest().configuration());
    RunRow newest = records.newest();
    boolean onlyRandom = newest.graphs().stream().allMatch(RandomCurriculum::isNameOfOne);
    List<GraphReport> graphs = new ArrayList<>();
    for (int number = 0; number < newest.graphs().size(); number++) {
      String graph = newest.graphs().get(number);
      if (onlyRandom || !RandomCurriculum.isNameOfOne(graph)) {
        graphs.add(graph(graph, newest.fingerprints().get(number), costModel, curves, known));
      }
    }
    return new RunSummary(records, graphs);
  }

  private static GraphReport graph(
      String graph, String fingerprint, String costModel, CurveReader curves, KnownCounts known) {
    Optional<LearningCurve> curve = curves.curve(graph, fingerprint);
    String counted = curve.map(LearningCurve::costModel).orElse(costModel);
    KnownCounts.Subject subject = new KnownCounts.Subject(graph, fingerprint, counted);
    return new GraphReport(
        graph, fingerprint, counted, curve, known.of(subject), known.found(subject));
  }

  /** Returns the name of the cost model in a run's settings, wherever its command has it. */
  private static String costModel(String configuration) {
    try {
      Config settings = ConfigFactory.parseString(configuration);
      return Stream.of("run", "search", "bound")
          .map("crosscountry.%s.cost-model"::formatted)
          .filter(settings::hasPath)
          .map(settings::getString)
          .findFirst()
          .orElse(CostModel.PRINCIPLE.label());
    } catch (ConfigException unreadable) {
      return CostModel.PRINCIPLE.label();
    }
  }
}
