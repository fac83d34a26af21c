package crosscountry.jobs.simulation;

import crosscountry.jobs.configuration.ValidatedConfig;

/**
 * What the driver spends, in seconds of one of its threads: first the learner's, then the main one,
 * then those of Spark.
 *
 * @param update an update of the network
 * @param absorbGame taking a kept game into the replay buffer
 * @param publish publishing a version and submitting a wave, without its tasks
 * @param assignTask making the assignment of a task of the wave
 * @param recordWave writing the tables of a finished wave, without its games
 * @param recordGame counting and writing a kept game
 * @param checkpoint writing a checkpoint
 * @param queueWave making the tasks' stage of a submitted wave, in the scheduler's event loop
 * @param queueTask making a task of a submitted wave, in the scheduler's event loop
 * @param deliverResult handing a result over, in the scheduler's event loop
 * @param launchTask serialising and sending a task, in the thread that talks to executors
 * @param endTask hearing that a task has ended, in the same thread
 * @param readResult receiving a result, without its games
 * @param readGame reading a game of a result
 * @param resultReaders threads that do both
 * @param otherTask what further threads spend on a task, from network to listeners; there are
 *     enough of them to keep nobody waiting
 */
public record DriverCosts(
    double update,
    double absorbGame,
    double publish,
    double assignTask,
    double recordWave,
    double recordGame,
    double checkpoint,
    double queueWave,
    double queueTask,
    double deliverResult,
    double launchTask,
    double endTask,
    double readResult,
    double readGame,
    int resultReaders,
    double otherTask) {

  static DriverCosts of(ValidatedConfig config) {
    return new DriverCosts(
        config.seconds("simulation.driver.update"),
        config.seconds("simulation.driver.absorb-game"),
        config.seconds("simulation.driver.publish"),
        config.seconds("simulation.driver.assign-task"),
        config.seconds("simulation.driver.record-wave"),
        config.seconds("simulation.driver.record-game"),
        config.seconds("simulation.driver.checkpoint"),
        config.seconds("simulation.driver.queue-wave"),
        config.seconds("simulation.driver.queue-task"),
        config.seconds("simulation.driver.deliver-result"),
        config.seconds("simulation.driver.launch-task"),
        config.seconds("simulation.driver.end-task"),
        config.seconds("simulation.driver.read-result"),
        config.seconds("simulation.driver.read-game"),
        config.integer("simulation.driver.result-readers", 1, 1_000),
        config.seconds("simulation.driver.other-task"));
  }
}
