package crosscountry.jobs.command;

import crosscountry.datasets.tables.CheckpointRow;
import crosscountry.environment.game.EncodedPosition;
import crosscountry.jobs.configuration.TrainingConfiguration;
import crosscountry.jobs.server.Counters;
import crosscountry.models.learning.Learner;
import crosscountry.models.learning.LearnerState;
import crosscountry.models.network.NetworkBlueprint;

/** Makes the network that a configuration asks for, new or as a checkpoint holds it. */
final class NetworkFactory {

  private NetworkFactory() {}

  static NetworkBlueprint blueprint(TrainingConfiguration configuration) {
    return new NetworkBlueprint(
        configuration.architecture(), EncodedPosition.FEATURES, configuration.hidden());
  }

  static Learner newLearner(TrainingConfiguration configuration, int workers) {
    return Learner.create(
        blueprint(configuration),
        configuration.seed(),
        configuration.learning().settings(),
        workers);
  }

  /**
   * Makes the network of a checkpoint.
   *
   * @throws BadInputException if the configuration asks for another network
   */
  static Learner restoredLearner(
      TrainingConfiguration configuration, CheckpointRow row, Counters counters, int workers) {
    NetworkBlueprint stored = NetworkBlueprint.parse(row.blueprint());
    if (stored.features() != EncodedPosition.FEATURES) {
      throw new BadInputException(
          "the network of run %s reads %d features of a vertex, but this version of the software shows %d; begin a new run"
              .formatted(row.runId(), stored.features(), EncodedPosition.FEATURES));
    }
    if (!stored.equals(blueprint(configuration))) {
      throw new BadInputException(
          "the checkpoint of run %s holds the network %s, but the configuration asks for %s; resume with the settings of the run"
              .formatted(row.runId(), stored.toText(), blueprint(configuration).toText()));
    }
    LearnerState state =
        new LearnerState(
            stored,
            row.parameters().toArray(),
            row.updaterState().toArray(),
            Math.toIntExact(counters.steps()));
    return Learner.restore(state, configuration.learning().settings(), workers);
  }
}
