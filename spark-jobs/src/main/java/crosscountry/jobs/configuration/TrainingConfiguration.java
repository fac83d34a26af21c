package crosscountry.jobs.configuration;

import com.typesafe.config.Config;
import crosscountry.environment.linearization.CostModel;
import crosscountry.environment.search.SearchSettings;
import crosscountry.models.evaluation.EvaluatorKind;
import crosscountry.models.network.Architecture;
import java.time.Duration;
import java.util.List;

/**
 * Every setting of a training run, validated.
 *
 * @param graphs names of built-in graphs, {@code all}, or paths of .jaxpr files
 * @param costModel the rules by which multiplications are counted
 * @param seed source of all randomness
 * @param budget how long to train
 * @param waves greatest number of waves, 0 for no limit
 * @param pace whether waves and learner take turns or overlap
 * @param polishWindows windows of local search on each graph's best order after the last wave
 * @param warehouse folder of the tables, a path or any Hadoop URI
 * @param tasks tasks of a wave, 0 for four per core
 * @param gamesPerTask games that one task plays
 * @param evaluator what judges positions on the executors
 * @param search how each move is searched
 * @param architecture how the network comes from features to judgements
 * @param hidden width of the network's hidden layers
 * @param learning how the learner is fed
 * @param checkpointEveryWaves waves between two checkpoints
 */
public record TrainingConfiguration(
    List<String> graphs,
    CostModel costModel,
    long seed,
    Duration budget,
    int waves,
    Pace pace,
    long polishWindows,
    String warehouse,
    int tasks,
    int gamesPerTask,
    EvaluatorKind evaluator,
    SearchSettings search,
    Architecture architecture,
    int hidden,
    LearningSettings learning,
    int checkpointEveryWaves) {

  /**
   * Reads the settings.
   *
   * @param file where every key stands, defaults included
   * @throws ConfigurationException if a value has the wrong type or is out of its range
   */
  public static TrainingConfiguration of(Config file) {
    ValidatedConfig config = ValidatedConfig.below("crosscountry", file);
    Pace pace =
        config.flag("run.synchronous")
            ? Pace.synchronous()
            : Pace.overlapping(config.integer("self-play.waves-in-flight", 1, 16));
    return new TrainingConfiguration(
        config.texts("run.graphs"),
        config.choice("run.cost-model", CostModel.class),
        config.whole("run.seed"),
        config.duration("run.budget"),
        config.integer("run.waves", 0, Integer.MAX_VALUE),
        pace,
        config.integer("run.polish-windows", 0, Integer.MAX_VALUE),
        config.text("run.warehouse"),
        config.integer("self-play.tasks-per-wave", 0, 100_000),
        config.integer("self-play.games-per-task", 1, 10_000),
        evaluator(config, pace),
        search(config),
        config.choice("network.architecture", Architecture.class),
        config.integer("network.hidden", 4, 1024),
        LearningSettings.of(config),
        config.integer("checkpoint.every-waves", 1, 1_000_000));
  }

  /** What is best on each machine differs between machines, and so do its last digits. */
  private static EvaluatorKind evaluator(ValidatedConfig config, Pace pace) {
    EvaluatorKind wanted = config.choice("self-play.evaluator", EvaluatorKind.class);
    return pace.isSynchronous() && wanted == EvaluatorKind.AUTO ? EvaluatorKind.ROWS : wanted;
  }

  private static SearchSettings search(ValidatedConfig config) {
    return new SearchSettings(
        config.integer("search.simulations", 0, 100_000),
        config.integer("search.considered-moves", 1, 100_000),
        config.number("search.gumbel-scale", 0, 100),
        config.number("search.visit-offset", 0, 1e6),
        config.number("search.value-scale", 0, 1e6));
  }

  /**
   * Returns the tasks of a wave: as configured, and at least one per graph.
   *
   * @param cores cores of the cluster
   * @param graphs graphs of the run
   */
  public int tasksPerWave(int cores, int graphs) {
    return Math.max(graphs, tasks == 0 ? 4 * cores : tasks);
  }
}
