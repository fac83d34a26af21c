package crosscountry.environment.search;

import java.io.Serializable;

/**
 * How a search spends its effort.
 *
 * @param simulations walks from the root per move, each of which judges one position at most; 0
 *     plays by the policy alone
 * @param consideredMoves root moves that Sequential Halving starts with, at least 1
 * @param gumbelScale factor on the Gumbel noise at the root; 0 makes the search deterministic
 * @param visitOffset c_visit of the Q transform (Danihelka et al. 2022, equation 8)
 * @param valueScale c_scale of the Q transform, per cost unit
 * @param transpositions what becomes of positions that several orders lead to
 */
public record SearchSettings(
    int simulations,
    int consideredMoves,
    double gumbelScale,
    double visitOffset,
    double valueScale,
    Transpositions transpositions)
    implements Serializable {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public SearchSettings {
    require(simulations >= 0, "simulations (%s) must not be negative", simulations);
    require(consideredMoves >= 1, "considered moves (%s) must be at least 1", consideredMoves);
    require(gumbelScale >= 0, "the Gumbel scale (%s) must not be negative", gumbelScale);
    require(visitOffset >= 0, "the visit offset (%s) must not be negative", visitOffset);
    require(valueScale >= 0, "the value scale (%s) must not be negative", valueScale);
  }

  private static void require(boolean holds, String sentence, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(sentence.formatted(value));
    }
  }
}
