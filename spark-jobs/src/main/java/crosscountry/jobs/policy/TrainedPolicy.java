package crosscountry.jobs.policy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import crosscountry.datasets.tables.CheckpointRow;
import crosscountry.datasets.tables.DamagedFileException;
import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.game.FeatureSet;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.search.PolicyPlayer;
import crosscountry.models.evaluation.EvaluatorKind;
import crosscountry.models.network.NetworkBlueprint;
import crosscountry.models.network.NetworkSnapshot;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * A trained network that gives an order at once. It is read when it is first needed, and then kept.
 * Any number of threads may use it.
 */
public final class TrainedPolicy {

  private static final TrainedPolicy SHIPPED = new TrainedPolicy(new ShippedCheckpoint());

  private static final String FEATURES = "crosscountry.self-play.features";

  /** A greedy player draws nothing. */
  private static final SplittableRandom NO_CHANCE = new SplittableRandom(0);

  private final CheckpointSource source;
  private NetworkSnapshot snapshot;

  private TrainedPolicy(CheckpointSource source) {
    this.source = source;
  }

  /** Returns the network that comes with the program. */
  public static TrainedPolicy shipped() {
    return SHIPPED;
  }

  /**
   * Returns the network of a checkpoint that was exported.
   *
   * @param location a Parquet file, or a folder that holds one and no other
   */
  public static TrainedPolicy in(Path location) {
    return new TrainedPolicy(new StoredCheckpoint(location));
  }

  /**
   * Returns the network of a checkpoint.
   *
   * @param checkpoint the checkpoint, of which only what plays is needed
   */
  public static TrainedPolicy of(CheckpointRow checkpoint) {
    return new TrainedPolicy(new LoadedCheckpoint(checkpoint));
  }

  /**
   * Returns the checkpoint that holds the network.
   *
   * @throws UnusablePolicyException if it cannot be read
   */
  public CheckpointRow checkpoint() {
    try {
      return source.checkpoint();
    } catch (DamagedFileException damaged) {
      throw new UnusablePolicyException(damaged.getMessage(), damaged);
    }
  }

  /**
   * Returns the parameters of the network.
   *
   * @throws UnusablePolicyException if they cannot be read, or are of a network that this software
   *     does not know
   */
  public synchronized NetworkSnapshot snapshot() {
    if (snapshot == null) {
      snapshot = read();
    }
    return snapshot;
  }

  /**
   * Plays one game greedily, in this thread.
   *
   * @throws UnusablePolicyException if the network cannot be read, or is not known
   */
  public Trajectory play(VertexGame game) {
    // A vectorised evaluator is faster once it is compiled, which takes longer than a game of a
    // hundred moves; and this one gives the same order on every machine.
    return PolicyPlayer.greedy(game, EvaluatorKind.ROWS.create(snapshot())).play(NO_CHANCE);
  }

  /** A network that was shown less than all features has weights that it never used. */
  private static void requireAllFeatures(CheckpointRow row, String name) {
    Config trained = ConfigFactory.parseString(row.configuration());
    if (trained.hasPath(FEATURES)
        && !trained.getString(FEATURES).equalsIgnoreCase(FeatureSet.ALL.name())) {
      throw new UnusablePolicyException(
          "%s holds a network that was trained with self-play.features = %s; only one that was shown all can play here"
              .formatted(name, trained.getString(FEATURES)));
    }
  }

  private NetworkSnapshot read() {
    String name = source.name();
    try {
      CheckpointRow row = checkpoint();
      NetworkBlueprint blueprint = NetworkBlueprint.parse(row.blueprint());
      if (blueprint.features() != EncodedPosition.FEATURES) {
        throw new UnusablePolicyException(
            "%s holds a network that reads %d features of a vertex, but this software describes it by %d"
                .formatted(name, blueprint.features(), EncodedPosition.FEATURES));
      }
      requireAllFeatures(row, name);
      return new NetworkSnapshot(row.version(), blueprint, row.parameters().toArray());
    } catch (IllegalArgumentException unknown) {
      throw new UnusablePolicyException(
          "%s holds a network that cannot play: %s".formatted(name, unknown.getMessage()), unknown);
    }
  }
}
