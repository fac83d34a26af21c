package crosscountry.jobs.server;

import crosscountry.datasets.tables.Bytes;
import crosscountry.datasets.tables.CheckpointRow;
import crosscountry.datasets.tables.Floats;
import crosscountry.models.learning.LearnerState;
import java.time.Instant;

/** Turns what a learner has come to into rows of the checkpoints table. */
public final class CheckpointRows {

  private final RunIdentity identity;

  /** Makes the rows of a run. */
  public CheckpointRows(RunIdentity identity) {
    this.identity = identity;
  }

  /** Returns the row that holds a state, under the version that the counters name. */
  public CheckpointRow of(LearnerState state, Counters counters) {
    return new CheckpointRow(
        identity.runId(),
        counters.version(),
        Instant.now(),
        identity.configuration(),
        state.blueprint().toText(),
        Floats.of(state.parameters()),
        Floats.of(state.updaterState()),
        counters.toJson(),
        // Draws and games follow from the seed and the counters, so no state is kept; the replay
        // buffer is filled again from the trajectories table.
        Bytes.of(),
        Bytes.of(),
        identity.software());
  }
}
