package crosscountry.jobs.selfplay;

import crosscountry.environment.game.GameSettings;
import crosscountry.environment.search.SearchSettings;
import crosscountry.models.evaluation.EvaluatorKind;
import java.io.Serializable;

/**
 * What one task of a wave plays.
 *
 * @param graph position of the graph in the run's list
 * @param wave number of the wave
 * @param partition number of the task in its wave
 * @param mix which games to play
 * @param seed the run's seed
 * @param search how to search
 * @param evaluator how to judge positions
 * @param game how the graph is played
 */
public record SelfPlayAssignment(
    int graph,
    int wave,
    int partition,
    GameMix mix,
    long seed,
    SearchSettings search,
    EvaluatorKind evaluator,
    GameSettings game)
    implements Serializable {

  /**
   * Returns the seed of this task. It follows from run, wave and partition alone, so that a retried
   * task plays the same games.
   */
  public long taskSeed() {
    return SeedMix.of(seed, wave, partition);
  }
}
