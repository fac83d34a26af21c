package crosscountry.jobs.simulation;

import crosscountry.jobs.configuration.LearningSettings;
import crosscountry.jobs.configuration.Pace;
import crosscountry.jobs.configuration.SelfPlaySettings;
import crosscountry.jobs.configuration.TrainingConfiguration;

/**
 * What a run asks of a cluster, by its settings.
 *
 * @param pace how waves and learner share time
 * @param tasksPerWave tasks of a wave
 * @param taskSeconds seconds that a task plays, averaged
 * @param positionsPerTask moves of a task's games, kept or not
 * @param keptGames games of a task that reach the driver, averaged
 * @param resultBytes what they take on the wire
 * @param updatesPerPosition updates that the learner owes for a position
 * @param mostOwedUpdates updates that it may owe, for waves in flight as well, when another wave
 *     begins
 * @param checkpointEveryWaves waves between two checkpoints
 */
public record Workload(
    Pace pace,
    int tasksPerWave,
    double taskSeconds,
    double positionsPerTask,
    double keptGames,
    double resultBytes,
    double updatesPerPosition,
    int mostOwedUpdates,
    int checkpointEveryWaves) {

  /**
   * Says what the run of a configuration asks of a cluster.
   *
   * @param cores cores of the cluster
   */
  public static Workload of(
      TrainingConfiguration configuration, Calibration calibration, int cores) {
    SelfPlaySettings selfPlay = configuration.selfPlay();
    LearningSettings learning = configuration.learning();
    PlayCosts play = calibration.play();
    MessageSizes sizes = calibration.sizes();
    int tasks = selfPlay.tasksPerWave(cores, play.graphs());
    int games = selfPlay.gamesPerTask(play.vertices());
    int searched = Math.min(selfPlay.searchedGames(), games);
    int sampled = games - searched;
    // The one game per graph and wave without noise, spread over the wave's tasks.
    double greedy = Math.min(1, (double) play.graphs() / tasks);
    double keptOfPolicy = Math.min(selfPlay.keptGames(), sampled) + greedy;
    return new Workload(
        configuration.pace(),
        tasks,
        searched * play.searchedGame() + (sampled + greedy) * play.policyGame(),
        (games + greedy) * play.movesPerGame(),
        searched + keptOfPolicy,
        sizes.result() + searched * sizes.searchedGame() + keptOfPolicy * sizes.policyGame(),
        learning.drawsPerPosition() / learning.batchSize(),
        learning.mostOwedUpdates(),
        configuration.checkpointEveryWaves());
  }
}
