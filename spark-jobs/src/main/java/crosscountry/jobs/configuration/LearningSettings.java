package crosscountry.jobs.configuration;

/**
 * How the learner is fed.
 *
 * @param batchSize positions of one update
 * @param drawsPerPosition times that each played position is drawn, on average
 * @param replayPositions positions kept for drawing
 * @param learningRate step size of the optimiser
 */
public record LearningSettings(
    int batchSize, double drawsPerPosition, int replayPositions, double learningRate) {

  static LearningSettings of(ValidatedConfig config) {
    return new LearningSettings(
        config.integer("learner.batch-size", 1, 65_536),
        config.number("learner.draws-per-position", 0.01, 100),
        config.integer("learner.replay-positions", 1, 100_000_000),
        config.number("learner.learning-rate", 1e-8, 1));
  }
}
