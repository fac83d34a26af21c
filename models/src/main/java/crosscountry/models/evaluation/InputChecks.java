package crosscountry.models.evaluation;

import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.search.Judgement;
import crosscountry.models.network.NetworkBlueprint;
import crosscountry.models.network.NetworkSnapshot;
import java.util.List;

/** What every evaluator refuses, in the same words. */
final class InputChecks {

  private InputChecks() {}

  static void requireSameLength(List<?> positions, List<Judgement> judgements) {
    if (positions.size() != judgements.size()) {
      throw new IllegalArgumentException(
          "There are %d positions, but room for %d judgements"
              .formatted(positions.size(), judgements.size()));
    }
  }

  static void requireBlueprint(NetworkBlueprint expected, NetworkSnapshot snapshot) {
    if (!expected.equals(snapshot.blueprint())) {
      throw new IllegalArgumentException(
          "The evaluator was made for %s and can't load %s".formatted(expected.toText(), snapshot));
    }
  }

  /** Checks a position. */
  static void requireFit(EncodedPosition position, int features, Judgement judgement) {
    int live = position.live();
    float[][] rows = position.rows();
    if (judgement.logits().length < live) {
      throw new IllegalArgumentException(
          "%d live vertices don't fit into a judgement of %d"
              .formatted(live, judgement.logits().length));
    }
    for (int vertex = 0; vertex < live; vertex++) {
      if (rows[vertex].length != features) {
        throw new IllegalArgumentException(
            "Row %d of the position has %d features, but the network takes %d"
                .formatted(vertex, rows[vertex].length, features));
      }
    }
  }

  /**
   * Throws if a judgement isn't finite. What isn't finite in the rows isn't so in the judgement
   * either, and a judgement is much the shorter to look through.
   */
  static void requireFinite(EncodedPosition position, Judgement judgement) {
    int live = position.live();
    float[] logits = judgement.logits();
    float[] excess = judgement.excess();
    float sum = 0;
    for (int vertex = 0; vertex < live; vertex++) {
      // Anything finite times 0 is 0; infinity and NaN become NaN.
      sum += 0 * logits[vertex] + 0 * excess[vertex];
    }
    if (sum != 0) {
      throw notFinite(position.rows(), live);
    }
  }

  private static IllegalArgumentException notFinite(float[][] rows, int live) {
    for (int vertex = 0; vertex < live; vertex++) {
      for (int feature = 0; feature < rows[vertex].length; feature++) {
        if (!Float.isFinite(rows[vertex][feature])) {
          return new IllegalArgumentException(
              "Feature %d of row %d of the position is %s, not a finite number"
                  .formatted(feature, vertex, rows[vertex][feature]));
        }
      }
    }
    return new IllegalArgumentException(
        "The judgement of a position of %d live vertices isn't finite.\n".formatted(live)
            + "Maybe a feature or a parameter is far too large.");
  }
}
