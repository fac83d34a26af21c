package crosscountry.environment.game;

import java.io.Serializable;

/**
 * How a graph is played.
 *
 * @param reductions whether games begin after what can be eliminated at no loss
 * @param features how much of a position the network is shown
 */
public record GameSettings(Reductions reductions, FeatureSet features) implements Serializable {

  /** Reductions first, and all features. */
  public static final GameSettings STANDARD = new GameSettings(Reductions.APPLIED, FeatureSet.ALL);
}
