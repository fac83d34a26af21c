package crosscountry.environment.search;

import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.game.FollowedPosition;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import java.util.SplittableRandom;

/**
 * Plays by the policy alone: judges each position once, and draws the move from the softmax of the
 * logits divided by a temperature. At temperature 0 it takes the greatest logit, the smallest
 * vertex among equals. Confined to one thread.
 */
public final class PolicyPlayer implements Player {

  private final VertexGame game;
  private final PolicyValueFunction function;
  private final double temperature;
  private final FollowedPosition start;
  private final FollowedPosition current;
  private final EncodedPosition encoded;
  private final Judgement judgement;

  /**
   * Creates a player of a game.
   *
   * @param function judges positions
   * @param temperature how freely to draw, not negative
   * @throws IllegalArgumentException if the temperature is negative or not a number
   */
  public PolicyPlayer(VertexGame game, PolicyValueFunction function, double temperature) {
    if (!(temperature >= 0)) {
      throw new IllegalArgumentException(
          "the temperature (%s) must not be negative".formatted(temperature));
    }
    this.game = game;
    this.function = function;
    this.temperature = temperature;
    this.start = new FollowedPosition(game);
    this.current = new FollowedPosition(game);
    this.encoded = new EncodedPosition(game.moves());
    this.judgement = new Judgement(game.moves());
    start.moveTo(game.opening().left());
    // Each game then computes only what its moves change.
    start.encode(encoded);
  }

  /** Creates a player that always takes the greatest logit, and so draws nothing. */
  public static PolicyPlayer greedy(VertexGame game, PolicyValueFunction function) {
    return new PolicyPlayer(game, function, 0);
  }

  @Override
  public Trajectory play(SplittableRandom random) {
    GameRecord record = new GameRecord(game);
    current.copyFrom(start);
    int evaluations = 0;
    while (!current.isOver()) {
      current.encode(encoded);
      function.evaluate(encoded, judgement);
      evaluations++;
      int vertex = encoded.vertices()[choose(random)];
      float value = (float) (judgement.totalExcess(encoded.live()) * game.costUnit());
      record.add(vertex, current.eliminate(vertex), value);
    }
    return record.finish(evaluations);
  }

  /** Adds Gumbel noise to the logits, of which the greatest is a draw from their softmax. */
  private int choose(SplittableRandom random) {
    int best = 0;
    double bestScore = Double.NEGATIVE_INFINITY;
    for (int row = 0; row < encoded.live(); row++) {
      double score = judgement.logits()[row];
      if (temperature > 0) {
        double uniform = Math.max(Double.MIN_NORMAL, random.nextDouble());
        score -= temperature * Math.log(-Math.log(uniform));
      }
      if (score > bestScore) {
        bestScore = score;
        best = row;
      }
    }
    return best;
  }
}
