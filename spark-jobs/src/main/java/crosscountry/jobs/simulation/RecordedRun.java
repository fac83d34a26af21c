package crosscountry.jobs.simulation;

import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.MetricRow;
import crosscountry.datasets.tables.RunRow;
import crosscountry.datasets.tables.TrajectoryRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.jobs.configuration.SelfPlaySettings;
import crosscountry.jobs.configuration.TrainingConfiguration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the tables tell of the latest attempt at a run, for simulations to begin with. Times are of
 * what came after the first fifth of its waves, when it had got going.
 */
public final class RecordedRun {

  /** One part in so many of the waves is left out. */
  private static final int WARM_UP = 5;

  private final RunRow attempt;
  private final List<MetricRow> waves;
  private final List<TrajectoryRow> sample;

  /** Waves that count. */
  private final long countedWaves;

  /** The last row before those that count, or null if all do. */
  private final MetricRow begin;

  private final MetricRow end;

  private RecordedRun(RunRow attempt, List<MetricRow> metrics, List<TrajectoryRow> sample) {
    this.attempt = attempt;
    this.waves =
        metrics.stream()
            .filter(row -> row.kind() == MetricRow.Kind.WAVE && row.play() != null)
            .sorted(Comparator.comparingDouble(MetricRow::elapsedSeconds))
            .toList();
    this.sample = sample;
    long finished = waves.stream().map(MetricRow::wave).distinct().count();
    long skipped = finished / WARM_UP;
    this.countedWaves = finished - skipped;
    this.begin = skipped == 0 ? null : rowOf(skipped);
    this.end = waves.isEmpty() ? null : waves.get(waves.size() - 1);
  }

  /** Returns the last row of the wave that was the n-th to end. */
  private MetricRow rowOf(long number) {
    int wave =
        waves.stream().map(MetricRow::wave).distinct().skip(number - 1).findFirst().orElseThrow();
    return waves.stream()
        .filter(row -> row.wave() == wave)
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  /**
   * What could be measured.
   *
   * @param settings by their keys below {@code crosscountry}
   * @param missing a sentence for each group of settings that the tables say nothing of
   */
  public record Measured(Map<String, String> settings, List<String> missing) {}

  /**
   * How the run itself went, to hold a simulation of it against.
   *
   * @param positionsPerSecond positions played
   * @param executorsBusy share in which an executor core played, or null if that was not measured
   * @param staleness by how many versions the learner was ahead when games arrived, averaged
   */
  public record Observed(double positionsPerSecond, Double executorsBusy, double staleness) {}

  /**
   * Reads the latest attempt at a run.
   *
   * @throws UnmeasurableRunException if there is no such run, or it has finished no wave
   * @throws crosscountry.datasets.tables.WarehouseException if a table cannot be read
   */
  public static RecordedRun read(Warehouse warehouse, String runId) {
    FileKey key = FileKey.ofRun(runId);
    RunRow attempt =
        (warehouse.runs().exists() ? warehouse.runs().read(key) : List.<RunRow>of())
            .stream()
                .max(Comparator.comparingInt(RunRow::attempt))
                .orElseThrow(
                    () ->
                        new UnmeasurableRunException(
                            "there is no run %s in %s".formatted(runId, warehouse.location())));
    List<MetricRow> metrics =
        (warehouse.metrics().exists() ? warehouse.metrics().read(key) : List.<MetricRow>of())
            .stream()
                // Each attempt counts its seconds anew.
                .filter(row -> !row.recordedAt().isBefore(attempt.startedAt()))
                .toList();
    List<TrajectoryRow> sample = new ArrayList<>();
    // The games of one wave stand for those of all.
    warehouse.trajectories().keys(key).stream()
        .limit(1)
        .forEach(wave -> warehouse.trajectories().scan(wave, sample::add));
    RecordedRun run = new RecordedRun(attempt, metrics, sample);
    if (run.waves.isEmpty() || sample.isEmpty()) {
      throw new UnmeasurableRunException(
          "the latest attempt at run %s has finished no wave of self-play in %s"
              .formatted(runId, warehouse.location()));
    }
    return run;
  }

  /** Returns the settings that the run was given, as text. */
  public String configuration() {
    return attempt.configuration();
  }

  /**
   * Measures what the tables allow to.
   *
   * @param configuration the run's settings
   * @param calibration gives the share of searched games in a task's time, and what the learner
   *     spends on games
   */
  public Measured measure(TrainingConfiguration configuration, Calibration calibration) {
    Map<String, String> settings = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    PlayCosts play = played(calibration.play());
    settings.put("simulation.play.graphs", Integer.toString(play.graphs()));
    settings.put("simulation.play.vertices", Integer.toString(play.vertices()));
    settings.put(
        "simulation.play.moves-per-game", String.format(Locale.ROOT, "%.1f", play.movesPerGame()));
    Calibration adapted =
        new Calibration(
            calibration.waves(),
            calibration.coresPerExecutor(),
            play,
            calibration.sizes(),
            calibration.driver(),
            calibration.network());
    measurePlay(configuration, adapted, settings, missing);
    measureUpdates(configuration, adapted, settings, missing);
    missing.add("the spread of task times and stragglers, since metrics are of whole waves");
    missing.add("sizes of messages, costs of Spark and of the tables, and the network");
    return new Measured(settings, missing);
  }

  /** Returns how the run itself went. */
  public Observed observed() {
    double seconds = end.elapsedSeconds() - (begin == null ? 0 : begin.elapsedSeconds());
    List<MetricRow> counted = waves.subList(begin == null ? 0 : waves.indexOf(begin), waves.size());
    return new Observed(
        (positions(end) - positions(begin)) / seconds,
        isBusyShareKnown() ? (busySeconds(end) - busySeconds(begin)) / seconds : null,
        counted.stream().mapToDouble(row -> row.play().staleness()).average().orElseThrow());
  }

  private boolean isBusyShareKnown() {
    return waves.stream().allMatch(row -> row.play().busyShare() != null);
  }

  /** Returns the seconds that a core played until a row, averaged over the cores. */
  private static double busySeconds(MetricRow row) {
    return row == null ? 0 : row.play().busyShare() * row.elapsedSeconds();
  }

  private static double positions(MetricRow row) {
    return row == null ? 0 : row.play().positionsPerSecond() * row.elapsedSeconds();
  }

  /** Returns the games as they were, with times as they were calibrated. */
  private PlayCosts played(PlayCosts calibrated) {
    long games = waves.stream().mapToLong(row -> row.play().games()).sum();
    long moves = waves.stream().mapToLong(row -> row.play().moves()).sum();
    double vertices = sample.stream().mapToInt(row -> row.order().length()).average().orElseThrow();
    return new PlayCosts(
        attempt.graphs().size(),
        (int) Math.max(1, Math.round(vertices)),
        Math.max(1, (double) moves / games),
        calibrated.searchedGame(),
        calibrated.policyGame(),
        calibrated.taskOverhead(),
        calibrated.spread(),
        calibrated.stragglerShare(),
        calibrated.stragglerFactor());
  }

  /** The share of time in which cores played, over all tasks, is the time of a task. */
  private void measurePlay(
      TrainingConfiguration configuration,
      Calibration calibration,
      Map<String, String> settings,
      List<String> missing) {
    PlayCosts play = calibration.play();
    int tasks = tasks();
    int cores = cores(configuration, tasks, play.graphs());
    if (cores == 0 || !isBusyShareKnown()) {
      missing.add(
          "times of games, since the run's cores do not follow from its %d tasks per wave"
              .formatted(tasks));
      return;
    }
    double seconds = (busySeconds(end) - busySeconds(begin)) * cores / (countedWaves * tasks);
    double factor = seconds / Workload.of(configuration, calibration, cores).taskSeconds();
    settings.put("simulation.play.searched-game", milliseconds(factor * play.searchedGame()));
    settings.put("simulation.play.policy-game", milliseconds(factor * play.policyGame()));
  }

  /** Returns the tasks of a wave. */
  private int tasks() {
    return 1 + sample.stream().mapToInt(TrajectoryRow::partition).max().orElseThrow();
  }

  /** Returns the cores that the number of tasks was made for, or 0 if it says nothing of them. */
  private static int cores(TrainingConfiguration configuration, int tasks, int graphs) {
    SelfPlaySettings selfPlay = configuration.selfPlay();
    boolean tells =
        selfPlay.tasksPerWave(0, graphs) < tasks
            && selfPlay.tasksPerWave(tasks / 2, graphs) == tasks;
    return tells ? tasks / 2 : 0;
  }

  /** The time in which the learner worked, without what games took it, is that of its updates. */
  private void measureUpdates(
      TrainingConfiguration configuration,
      Calibration calibration,
      Map<String, String> settings,
      List<String> missing) {
    long updates = updates(end) - updates(begin);
    if (updates == 0 || end.load() == null || (begin != null && begin.load() == null)) {
      missing.add("the time of an update, since there were none, or the learner was not timed");
      return;
    }
    Workload workload = Workload.of(configuration, calibration, 1);
    double absorbing =
        countedWaves * tasks() * workload.keptGames() * calibration.driver().absorbGame();
    double seconds = Math.max(0, learnerSeconds(end) - learnerSeconds(begin) - absorbing);
    settings.put("simulation.driver.update", milliseconds(seconds / updates));
  }

  private static long updates(MetricRow row) {
    return row == null || row.step() == null ? 0 : row.step();
  }

  /** Returns the seconds that the learner worked until a row. */
  private static double learnerSeconds(MetricRow row) {
    return row == null ? 0 : row.load().learnerShare() * row.elapsedSeconds();
  }

  private static String milliseconds(double seconds) {
    return String.format(Locale.ROOT, "%.4fms", 1e3 * seconds);
  }
}
