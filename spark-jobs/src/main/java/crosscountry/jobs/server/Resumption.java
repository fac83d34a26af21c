package crosscountry.jobs.server;

import crosscountry.jobs.configuration.Pace;

/**
 * Where an attempt at a run goes on.
 *
 * @param counters what the checkpoint counts
 * @param pace whether waves and learner take turns or overlap
 * @param version greatest number that was ever given to a version
 */
public record Resumption(Counters counters, Pace pace, long version) {

  /** Returns how far a server has come that begins here. */
  public ParameterServer.Progress progress() {
    // What the checkpoint holds is no longer the newest version if another had been given out.
    long stepsAtPublication = version > counters.version() ? -1 : counters.steps();
    return new ParameterServer.Progress(
        version, counters.steps(), stepsAtPublication, counters.positions());
  }
}
