package crosscountry.jobs.policy;

import crosscountry.datasets.tables.CheckpointId;
import crosscountry.datasets.tables.CheckpointRow;

/**
 * A checkpoint that has been read.
 *
 * @param checkpoint the checkpoint
 */
record LoadedCheckpoint(CheckpointRow checkpoint) implements CheckpointSource {

  @Override
  public String name() {
    return CheckpointId.of(checkpoint).toString();
  }
}
