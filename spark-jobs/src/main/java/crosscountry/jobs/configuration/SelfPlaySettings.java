package crosscountry.jobs.configuration;

import crosscountry.environment.game.FeatureSet;
import crosscountry.environment.game.GameSettings;
import crosscountry.environment.game.Reductions;
import crosscountry.environment.search.SearchSettings;
import crosscountry.environment.search.Transpositions;
import crosscountry.models.evaluation.EvaluatorKind;

/**
 * How executors play.
 *
 * @param tasks tasks of a wave, 0 to leave it to the number of cores and graphs
 * @param gamesPerTask games that one task plays, unless its graph is large
 * @param searchedGames how many of them choose each move by search; the others by the policy alone
 * @param keptGames how many of a task's games by the policy alone reach the learner: the first and
 *     the cheapest, so at least 2
 * @param temperature how freely games by the policy alone are drawn
 * @param evaluator what judges positions
 * @param game how a graph is played
 * @param search how a move is searched
 */
public record SelfPlaySettings(
    int tasks,
    int gamesPerTask,
    int searchedGames,
    int keptGames,
    TemperatureSchedule temperature,
    EvaluatorKind evaluator,
    GameSettings game,
    SearchSettings search) {

  /** Tasks of a wave beyond which more graphs wait for the next wave. */
  private static final int MOST_TASKS_BY_DEFAULT = 64;

  private static final int TASKS_PER_CORE = 2;

  /** Moves of a task's games, a second's work or less where a move takes tens of microseconds. */
  private static final int MOST_MOVES = 20_000;

  static SelfPlaySettings of(ValidatedConfig config, Pace pace) {
    int games = config.integer("self-play.games-per-task", 1, 10_000);
    return new SelfPlaySettings(
        config.integer("self-play.tasks-per-wave", 0, 100_000),
        games,
        config.integer("self-play.searched-games-per-task", 0, games),
        config.integer("self-play.kept-games-per-task", 2, 10_000),
        new TemperatureSchedule(
            config.number("self-play.temperature.start", 0, 100),
            config.number("self-play.temperature.end", 0, 100),
            config.integer("self-play.temperature.steps", 1, 1_000_000_000)),
        evaluator(config, pace),
        new GameSettings(
            config.choice("self-play.reductions", Reductions.class),
            config.choice("self-play.features", FeatureSet.class)),
        new SearchSettings(
            config.integer("search.simulations", 0, 100_000),
            config.integer("search.considered-moves", 1, 100_000),
            config.number("search.gumbel-scale", 0, 100),
            config.number("search.visit-offset", 0, 1e6),
            config.number("search.value-scale", 0, 1e6),
            config.choice("search.transpositions", Transpositions.class)));
  }

  /** What is best on each machine differs between machines, and so do its last digits. */
  private static EvaluatorKind evaluator(ValidatedConfig config, Pace pace) {
    EvaluatorKind wanted = config.choice("self-play.evaluator", EvaluatorKind.class);
    return pace.isSynchronous() && wanted == EvaluatorKind.AUTO ? EvaluatorKind.ROWS : wanted;
  }

  /**
   * Returns the tasks of a wave, each of which plays one graph.
   *
   * @param cores cores of the cluster
   * @param graphs graphs of the run
   */
  public int tasksPerWave(int cores, int graphs) {
    return tasks > 0
        ? tasks
        : Math.max(TASKS_PER_CORE * cores, Math.min(graphs, MOST_TASKS_BY_DEFAULT));
  }

  /**
   * Returns the games of a task, fewer on a large graph, so that all tasks take about as long.
   *
   * @param vertices eliminable vertices of the graph
   */
  public int gamesPerTask(int vertices) {
    return Math.max(2, Math.min(gamesPerTask, MOST_MOVES / Math.max(1, vertices)));
  }
}
