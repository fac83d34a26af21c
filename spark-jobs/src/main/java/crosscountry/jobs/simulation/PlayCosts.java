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
        config.integer("simulation.play.graphs", 1, 1_000_000),
        config.integer("simulation.play.vertices", 1, 1_000_000),
        config.number("simulation.play.moves-per-game", 1, 1_000_000),
        config.seconds("simulation.play.searched-game"),
        config.seconds("simulation.play.policy-game"),
        config.seconds("simulation.play.task-overhead"),
        config.number("simulation.play.spread", 0, 3),
        config.number("simulation.play.straggler-share", 0, 1),
        config.number("simulation.play.straggler-factor", 1, 1_000));
  }
}
