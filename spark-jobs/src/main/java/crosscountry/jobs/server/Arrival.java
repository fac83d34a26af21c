package crosscountry.jobs.server;

import crosscountry.jobs.selfplay.GameBatch;

/**
 * The games of a task, as they came in.
 *
 * @param batch the games
 * @param staleness by how many published versions the learner was ahead of them at that moment
 */
public record Arrival(GameBatch batch, long staleness) {

  /** Returns the position of the games' graph in the run's list. */
  int graph() {
    return batch.assignment().graph();
  }
}
