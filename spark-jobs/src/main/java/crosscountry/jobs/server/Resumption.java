package crosscountry.jobs.server;

import java.util.Set;

/**
 * Where an attempt at a run goes on.
 *
 * @param counters what the checkpoint counts
 * @param finishedWaves waves that are not played again, though the checkpoint may not know them
 * @param version greatest number that was ever given to a version
 */
public record Resumption(Counters counters, Set<Integer> finishedWaves, long version) {

  /** Returns how far a server has come that begins here. */
  public ParameterServer.Progress progress() {
    return new ParameterServer.Progress(
        version, counters.steps(), counters.steps(), counters.positions());
  }
}
