package crosscountry.jobs.selfplay;

import crosscountry.environment.game.GameSettings;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.search.Player;
import crosscountry.environment.search.PolicyPlayer;
import crosscountry.environment.search.PolicyValueFunction;
import crosscountry.environment.search.SearchSettings;
import crosscountry.environment.search.SearchingPlayer;
import crosscountry.environment.search.Transpositions;
import crosscountry.jobs.policy.TrainedPolicy;
import crosscountry.models.evaluation.EvaluatorKind;
import java.util.SplittableRandom;

/** Batches of games that are played by the network that comes with the program. */
public final class PlayedBatches {

  private PlayedBatches() {}

  /**
   * Plays as a task does by default, but for the number of games: one greedy game, one searched
   * game, and sampled games, of which five are kept.
   *
   * @param game by the standard settings
   */
  public static GameBatch play(VertexGame game, int sampled, long seed) {
    GameMix mix = new GameMix(1, 1, sampled, 1, 5);
    SearchSettings search = new SearchSettings(16, 8, 1, 50, 0.2, Transpositions.SHARED);
    PolicyValueFunction function = EvaluatorKind.ROWS.create(TrainedPolicy.shipped().snapshot());
    SplittableRandom random = new SplittableRandom(seed);
    KeptGames kept = new KeptGames(game, mix.kept() - 1);
    kept.keep(PolicyPlayer.greedy(game, function).play(random.split()));
    kept.keep(new SearchingPlayer(game, function, search).play(random.split()));
    Player sampling = new PolicyPlayer(game, function, mix.temperature());
    kept.keep(sampling.play(random.split()));
    for (int number = 1; number < sampled; number++) {
      kept.offer(sampling.play(random.split()));
    }
    return new GameBatch(
        new SelfPlayAssignment(
            0, 7, 3, mix, seed, search, EvaluatorKind.AUTO, GameSettings.STANDARD),
        100,
        kept.games(),
        kept.tally(),
        1_000_000_000);
  }
}
