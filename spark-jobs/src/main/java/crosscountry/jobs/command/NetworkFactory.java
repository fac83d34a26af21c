package crosscountry.jobs.command;

import crosscountry.datasets.tables.CheckpointRow;
import crosscountry.datasets.tables.CheckpointTable;
import crosscountry.environment.game.EncodedPosition;
import crosscountry.jobs.configuration.TrainingConfiguration;
import crosscountry.jobs.server.Counters;
import crosscountry.models.learning.Learner;
import crosscountry.models.learning.LearnerState;
import crosscountry.models.network.NetworkBlueprint;
import crosscountry.models.network.NetworkSnapshot;

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
   * Makes the network that a run begins with: that of an earlier run if the configuration names
   * one, otherwise one with new weights.
   *
   * @throws BadInputException if there is no such checkpoint, or the configuration asks for another
   *     network than it holds
   */
  static Learner firstLearner(
      TrainingConfiguration configuration, CheckpointTable checkpoints, int workers) {
    if (configuration.from().isEmpty()) {
      return newLearner(configuration, workers);
    }
    CheckpointRow row =
        CheckpointArgument.parse(configuration.from(), "run.from").find(checkpoints);
    NetworkSnapshot weights =
        new NetworkSnapshot(0, stored(configuration, row), row.parameters().toArray());
    return Learner.startingAt(weights, configuration.learning().settings(), workers);
  }

  /**
   * Makes the network of a checkpoint.
   *
   * @throws BadInputException if the configuration asks for another network
   */
  static Learner restoredLearner(
      TrainingConfiguration configuration, CheckpointRow row, Counters counters, int workers) {
    LearnerState state =
        new LearnerState(
            stored(configuration, row),
            row.parameters().toArray(),
            row.updaterState().toArray(),
            Math.toIntExact(counters.steps()));
    return Learner.restore(state, configuration.learning().settings(), workers);
  }

  /** Returns what the network of a checkpoint is made of, which must be what is asked for. */
  private static NetworkBlueprint stored(TrainingConfiguration configuration, CheckpointRow row) {
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
    return stored;
  }
}
