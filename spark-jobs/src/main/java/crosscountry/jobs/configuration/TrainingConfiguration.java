package crosscountry.jobs.configuration;

import com.typesafe.config.Config;
import crosscountry.environment.linearization.CostModel;
import crosscountry.models.device.DevicePreference;
import crosscountry.models.device.DeviceSettings;
import crosscountry.models.device.WithoutGpu;
import crosscountry.models.network.Architecture;
import java.time.Duration;
import java.util.List;

/**
 * Every setting of a run, validated.
 *
 * @param graphs names of built-in graphs, {@code all}, or paths of .jaxpr files
 * @param costModel the rules by which multiplications are counted
 * @param seed source of all randomness
 * @param budget how long to train
 * @param withoutExecutors how long jobs may wait while no executor of the cluster is there
 * @param waves greatest number of waves, 0 for no limit
 * @param pace whether waves and learner take turns or overlap
 * @param polishWindows windows of local search on each graph's best order after the last wave
 * @param from the run whose network a new run begins with, with or without a version as in {@code
 *     nightly-3:170}, or empty for new weights
 * @param warehouse folder of the tables, a path or any Hadoop URI
 * @param teacher whose games the learner sees besides those of self-play
 * @param teacherWindows windows of local search in which the teacher finds its order of a graph
 * @param selfPlay how executors play
 * @param architecture how the network comes from features to judgements
 * @param hidden width of the network's hidden layers
 * @param learning how the learner is fed
 * @param device on what the learner runs
 * @param checkpointEveryWaves waves between two checkpoints
 * @param refit how the network is refitted, which a run that only plays leaves alone
 * @param retrain how it is trained again each night, likewise
 */
public record TrainingConfiguration(
    List<String> graphs,
    CostModel costModel,
    long seed,
    Duration budget,
    Duration withoutExecutors,
    int waves,
    Pace pace,
    long polishWindows,
    String from,
    String warehouse,
    Teacher teacher,
    long teacherWindows,
    SelfPlaySettings selfPlay,
    Architecture architecture,
    int hidden,
    LearningSettings learning,
    DeviceSettings device,
    int checkpointEveryWaves,
    RefitSettings refit,
    RetrainSettings retrain) {

  /**
   * Reads the settings.
   *
   * @param file where every key stands, defaults included
   * @throws ConfigurationException if values have the wrong type or are out of their range
   */
  public static TrainingConfiguration of(Config file) {
    return ValidatedConfig.read(file, TrainingConfiguration::of);
  }

  private static TrainingConfiguration of(ValidatedConfig config) {
    int wavesInFlight = config.integer("self-play.waves-in-flight", 1, 16);
    Pace pace =
        config.flag("run.synchronous") ? Pace.synchronous() : Pace.overlapping(wavesInFlight);
    LearningSettings learning = LearningSettings.of(config);
    return new TrainingConfiguration(
        config.texts("run.graphs"),
        config.choice("run.cost-model", CostModel.class),
        config.whole("run.seed"),
        config.duration("run.budget"),
        config.duration("run.without-executors"),
        config.integer("run.waves", 0, Integer.MAX_VALUE),
        pace,
        config.integer("run.polish-windows", 0, Integer.MAX_VALUE),
        config.text("run.from"),
        config.name("run.warehouse"),
        config.choice("run.teacher", Teacher.class),
        config.integer("run.teacher-windows", 1, Integer.MAX_VALUE),
        SelfPlaySettings.of(config, pace),
        config.choice("network.architecture", Architecture.class),
        config.integer("network.hidden", 4, 1024),
        learning,
        new DeviceSettings(
            config.choice("learner.device", DevicePreference.class),
            config.choice("learner.without-gpu", WithoutGpu.class),
            config.integer("learner.workers", 0, learning.batchSize())),
        config.integer("checkpoint.every-waves", 1, 1_000_000),
        RefitSettings.of(config),
        RetrainSettings.of(config));
  }
}
