package crosscountry.jobs.simulation;

import crosscountry.jobs.configuration.ValidatedConfig;

/**
 * What games are like, and how long an executor core plays them. Times are in seconds.
 *
 * @param graphs graphs of the run
 * @param vertices eliminable vertices of a graph, averaged over the graphs
 * @param movesPerGame moves of a game, averaged over the graphs: what reductions leave of the
 *     vertices
 * @param searchedGame a game whose moves are searched
 * @param policyGame a game whose moves are drawn from the policy
 * @param taskOverhead what a task costs its core beyond its games, from the arrival of the task to
 *     the sending of its result
 * @param spread standard deviation of the logarithm of a task's playing time
 * @param stragglerShare probability that a task is a straggler
 * @param stragglerFactor by how much longer a straggler plays
 */
public record PlayCosts(
    int graphs,
    int vertices,
    double movesPerGame,
    double searchedGame,
    double policyGame,
    double taskOverhead,
    double spread,
    double stragglerShare,
    double stragglerFactor) {

  static PlayCosts of(ValidatedConfig config) {
    return new PlayCosts(
        config.integer("play.graphs", 1, 1_000_000),
        config.integer("play.vertices", 1, 1_000_000),
        config.number("play.moves-per-game", 1, 1_000_000),
        config.seconds("play.searched-game"),
        config.seconds("play.policy-game"),
        config.seconds("play.task-overhead"),
        config.number("play.spread", 0, 3),
        config.number("play.straggler-share", 0, 1),
        config.number("play.straggler-factor", 1, 1_000));
  }
}
