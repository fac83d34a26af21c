package crosscountry.jobs.simulation;

import crosscountry.jobs.configuration.ValidatedConfig;

/**
 * What crosses the wire, in bytes.
 *
 * @param task the description of a task, to an executor
 * @param result what a task's result takes beyond its games
 * @param searchedGame a searched game in a result, with what the search thought of each move
 * @param policyGame another game in a result
 * @param snapshot a published version of the network
 */
public record MessageSizes(
    long task, long result, long searchedGame, long policyGame, long snapshot) {

  static MessageSizes of(ValidatedConfig config) {
    return new MessageSizes(
        config.bytes("simulation.sizes.task"),
        config.bytes("simulation.sizes.result"),
        config.bytes("simulation.sizes.searched-game"),
        config.bytes("simulation.sizes.policy-game"),
        config.bytes("simulation.sizes.snapshot"));
  }
}
