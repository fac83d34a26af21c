package crosscountry.jobs.command;

import com.typesafe.config.Config;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.jobs.configuration.ConfigurationLoader;
import crosscountry.jobs.configuration.TrainingConfiguration;
import crosscountry.jobs.output.Column;
import crosscountry.jobs.output.OutputFormat;
import crosscountry.jobs.output.ResultPrinter;
import crosscountry.jobs.simulation.Calibration;
import crosscountry.jobs.simulation.Cluster;
import crosscountry.jobs.simulation.RecordedRun;
import crosscountry.jobs.simulation.SimulatedRun;
import crosscountry.jobs.simulation.Simulation;
import crosscountry.jobs.simulation.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how a training run would go on clusters that are not at hand. */
@Command(
    name = "simulate",
    description = "Simulate training on clusters of several sizes, from measured times.",
    mixinStandardHelpOptions = true)
public final class SimulateCommand implements Callable<Integer> {

  private static final int MOST_EXECUTORS = 100_000;
  private static final int MOST_CORES = 1_000_000;

  private static final ResultPrinter<SimulatedRun> RESULTS =
      new ResultPrinter<>(
          List.of(
              new Column<>("executors", row -> row.cluster().executors()),
              new Column<>("cores", row -> row.cluster().cores()),
              new Column<>("tasks_per_wave", SimulatedRun::tasksPerWave),
              new Column<>("positions_per_second", row -> Math.round(row.positionsPerSecond())),
              rounded("executors_busy", 1e3, SimulatedRun::executorsBusy),
              rounded("learner_busy", 1e3, SimulatedRun::learnerBusy),
              rounded("bookkeeping_busy", 1e3, SimulatedRun::bookkeepingBusy),
              rounded("scheduler_busy", 1e3, SimulatedRun::schedulerBusy),
              rounded("network_busy", 1e3, SimulatedRun::networkBusy),
              rounded("ingress_mb_per_second", 1e2, row -> row.ingressBytesPerSecond() / 1e6),
              rounded("driver_cores", 1e1, SimulatedRun::driverCores),
              rounded("broadcast_ms", 1e1, row -> 1e3 * row.broadcastSeconds()),
              rounded("staleness", 1e2, SimulatedRun::staleness),
              new Column<>("staleness_p95", SimulatedRun::lateStaleness),
              rounded("stale_updates", 1e1, SimulatedRun::staleUpdates),
              new Column<>("limit", row -> row.limit().label())));

  @Option(
      names = "--executors",
      split = ",",
      defaultValue = "2,20,200,2000",
      description = "Numbers of executors, one simulation each (default: ${DEFAULT-VALUE}).")
  private List<Integer> executors;

  @Option(
      names = "--cores",
      description = "Cores of an executor (default: as conf/simulation.conf says).")
  private String cores;

  @Option(names = "--seed", description = "Source of all randomness (default: ${bundle:run.seed}).")
  private String seed;

  @Option(
      names = "--run-id",
      description = "A run to take the settings from, and the times that its tables tell.")
  private String runId;

  @Option(
      names = "--warehouse",
      description = "Folder of that run's tables, any Hadoop URI (default: ${DEFAULT-VALUE}).",
      defaultValue = "warehouse")
  private String warehouse;

  @Option(
      names = "--calibration",
      description =
          "HOCON file of measured times and sizes (default: as conf/simulation.conf says).")
  private Path calibration;

  @Mixin private SettingsOptions settings = new SettingsOptions();

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: table)")
  private OutputFormat format = OutputFormat.TABLE;

  @Override
  public Integer call() {
    ConfigurationLoader loader = ConfigurationLoader.ofSimulation();
    if (runId != null) {
      layRecordedRun(loader);
    }
    layGiven(loader);
    Config effective = loader.load();
    TrainingConfiguration configuration = TrainingConfiguration.of(effective);
    Calibration measured = Calibration.of(effective);
    if (settings.printIfAsked(loader)) {
      return ExitStatus.DONE.code();
    }
    List<SimulatedRun> rows = new ArrayList<>();
    for (int number : executors) {
      rows.add(simulate(cluster(number, measured), configuration, measured));
    }
    RESULTS.print(rows, format, System.out);
    return ExitStatus.DONE.code();
  }

  private static SimulatedRun simulate(
      Cluster cluster, TrainingConfiguration configuration, Calibration measured) {
    Workload workload = Workload.of(configuration, measured, cluster.cores());
    long tasks = (long) measured.waves() * workload.tasksPerWave();
    if (tasks > Simulation.MOST_TASKS) {
      throw new BadInputException(
          "%d waves of %d tasks are too many to simulate; simulation.waves says how many waves"
              .formatted(measured.waves(), workload.tasksPerWave()));
    }
    return new Simulation(cluster, workload, measured, configuration.seed()).run();
  }

  private static Cluster cluster(int executors, Calibration measured) {
    if (executors < 1 || executors > MOST_EXECUTORS) {
      throw new BadInputException(
          "--executors %d must lie between 1 and %d".formatted(executors, MOST_EXECUTORS));
    }
    if ((long) executors * measured.coresPerExecutor() > MOST_CORES) {
      throw new BadInputException(
          "%d executors of %d cores are too many to simulate; %d cores are the most"
              .formatted(executors, measured.coresPerExecutor(), MOST_CORES));
    }
    return new Cluster(executors, measured.coresPerExecutor());
  }

  private void layRecordedRun(ConfigurationLoader loader) {
    RecordedRun run = RecordedRun.read(Warehouse.open(warehouse), RunIds.valid(runId));
    loader.earlier(run.configuration());
    RecordedRun.Measured measured =
        run.measure(TrainingConfiguration.of(loader.load()), Calibration.of(loader.load()));
    measured
        .settings()
        .forEach((key, value) -> loader.lay(key, value, "what run %s measured".formatted(runId)));
    System.err.printf("from run %s: %s%n", runId, measured.settings());
    measured.missing().forEach(sentence -> System.err.println("not from the run: " + sentence));
    RecordedRun.Observed observed = run.observed();
    System.err.printf(
        "the run itself: positions_per_second %.0f, executors_busy %s, staleness %.2f%n",
        observed.positionsPerSecond(),
        observed.executorsBusy() == null
            ? "not measured"
            : "%.3f".formatted(observed.executorsBusy()),
        observed.staleness());
  }

  private void layGiven(ConfigurationLoader loader) {
    settings.layFiles(loader);
    if (calibration != null) {
      loader.file(calibration);
    }
    loader.setIfGiven("simulation.cores-per-executor", cores, "--cores");
    loader.setIfGiven("run.seed", seed, "--seed");
    settings.layOver(loader);
  }

  /** A column of numbers, rounded to a power of ten. */
  private static Column<SimulatedRun> rounded(
      String name, double places, ToDoubleFunction<SimulatedRun> value) {
    return new Column<>(name, row -> Math.round(value.applyAsDouble(row) * places) / places);
  }
}
