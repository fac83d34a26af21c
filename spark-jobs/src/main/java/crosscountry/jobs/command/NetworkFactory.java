package crosscountry.jobs.command;

import crosscountry.environment.game.EncodedPosition;
import crosscountry.jobs.configuration.TrainingConfiguration;
import crosscountry.models.network.NetworkBlueprint;

/** Makes the network that a configuration asks for, new or as a checkpoint holds it. */
final class NetworkFactory {

  private NetworkFactory() {}

  static NetworkBlueprint blueprint(TrainingConfiguration configuration) {
    return new NetworkBlueprint(EncodedPosition.FEATURES, configuration.hidden());
  }
}
