package crosscountry.jobs.configuration;

import crosscountry.models.learning.LearnerSettings;
import crosscountry.models.learning.ReplaySettings;
import crosscountry.models.network.LearningRate;
import crosscountry.models.network.LossSettings;
import crosscountry.models.network.OptimizerSettings;

/**
 * How the learner is fed.
 *
 * @param batchSize positions of one update
 * @param drawsPerPosition examples that are drawn for each position that was played, kept or not
 * @param mostOwedUpdates updates by which the learner may lag behind before no more waves begin
 * @param replay what is kept for drawing
 * @param settings losses, and how parameters follow their gradient
 */
public record LearningSettings(
    int batchSize,
    double drawsPerPosition,
    int mostOwedUpdates,
    ReplaySettings replay,
    LearnerSettings settings) {

  static LearningSettings of(ValidatedConfig config) {
    return new LearningSettings(
        config.integer("learner.batch-size", 1, 65_536),
        config.number("learner.draws-per-position", 0.001, 100),
        config.integer("learner.most-owed-updates", 1, 1_000_000),
        replay(config),
        settings(config));
  }

  private static ReplaySettings replay(ValidatedConfig config) {
    return new ReplaySettings(
        config.integer("learner.replay-positions", 1, 100_000_000),
        config.integer("learner.best-games", 1, 1_000_000),
        config.number("learner.best-share", 0, 1));
  }

  private static LearnerSettings settings(ValidatedConfig config) {
    double peak = config.number("learner.learning-rate.peak", 1e-8, 1);
    LearningRate rate =
        new LearningRate(
            peak,
            config.integer("learner.learning-rate.warm-up-steps", 0, 1_000_000),
            config.integer("learner.learning-rate.decay-steps", 1, 1_000_000_000),
            config.number("learner.learning-rate.floor", 0, peak));
    LossSettings losses =
        new LossSettings(
            config.number("learner.loss.policy", 0, 1e6),
            config.number("learner.loss.excess", 0, 1e6),
            config.number("learner.loss.value", 0, 1e6),
            config.number("learner.loss.excess-width", 1e-6, 1e9),
            config.number("learner.loss.value-width", 1e-6, 1e9));
    return new LearnerSettings(
        new OptimizerSettings(
            rate,
            config.number("learner.gradient-norm-limit", 0, 1e9),
            config.number("learner.l2", 0, 1)),
        losses);
  }
}
