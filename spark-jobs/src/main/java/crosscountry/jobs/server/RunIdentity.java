package crosscountry.jobs.server;

/**
 * Which run it is, and by what it can be made again.
 *
 * @param runId name of the run
 * @param seed source of all its randomness
 * @param configuration every effective setting, as text that can be loaded again
 * @param software version and commit of this software
 */
public record RunIdentity(String runId, long seed, String configuration, String software) {}
