package crosscountry.models.evaluation;

import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.search.Judgement;
import crosscountry.environment.search.PolicyValueFunction;
import crosscountry.models.network.NetworkBlueprint;
import crosscountry.models.network.NetworkSnapshot;
import java.util.List;

/**
 * A policy-value function whose parameters are those of a {@link NetworkSnapshot}. Confined to one
 * thread; keep one per thread and load new versions into it.
 */
public interface NetworkEvaluator extends PolicyValueFunction {

  /** Returns what the network is made of. */
  NetworkBlueprint blueprint();

  /** Returns the version of the parameters in use. */
  long version();

  /**
   * Replaces the parameters.
   *
   * @throws IllegalArgumentException if the snapshot is of another blueprint; the parameters in use
   *     stay
   */
  void load(NetworkSnapshot snapshot);

  /**
   * Judges a position; one without live vertices isn't judged.
   *
   * @param position what to judge
   * @param judgement receives one logit and one expected excess per live vertex
   * @throws IllegalArgumentException if the rows are of another width, or a feature isn't finite or
   *     so large that the judgement isn't
   */
  @Override
  void evaluate(EncodedPosition position, Judgement judgement);

  /**
   * Judges several positions, which pays where a call costs more than a position.
   *
   * @param positions what to judge
   * @param judgements receives what {@link #evaluate(EncodedPosition, Judgement)} says of the
   *     position of the same index
   * @throws IllegalArgumentException as {@link #evaluate(EncodedPosition, Judgement)}, or if the
   *     lists are of different length
   */
  default void evaluateAll(List<EncodedPosition> positions, List<Judgement> judgements) {
    InputChecks.requireSameLength(positions, judgements);
    for (int index = 0; index < positions.size(); index++) {
      evaluate(positions.get(index), judgements.get(index));
    }
  }
}
