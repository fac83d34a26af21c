package crosscountry.jobs.selfplay;

import crosscountry.environment.search.SearchSettings;
import crosscountry.models.evaluation.EvaluatorKind;
import java.io.Serializable;

/**
 * What one task of a wave plays.
 *
 * @param graph position of the graph in the run's list
 * @param wave number of the wave
 * @param partition number of the task in its wave
 * @param games how many games to play
 * @param noiseFreeGames how many of them, the first ones, to play without noise: they show how well
 *     the network plays, and find orders that exploration would miss by a move
 * @param seed the run's seed
 * @param search how to search
 * @param evaluator how to judge positions
 */
public record SelfPlayAssignment(
    int graph,
    int wave,
    int partition,
    int games,
    int noiseFreeGames,
    long seed,
    SearchSettings search,
    EvaluatorKind evaluator)
    implements Serializable {

  /**
   * Returns the seed of this task. It follows from run, wave and partition alone, so that a retried
   * task plays the same games.
   */
  public long taskSeed() {
    return SeedMix.of(seed, wave, partition);
  }
}
