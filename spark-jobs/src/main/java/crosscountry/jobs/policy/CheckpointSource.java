package crosscountry.jobs.policy;

import crosscountry.datasets.tables.CheckpointRow;

/** Where a checkpoint comes from. */
sealed interface CheckpointSource permits ShippedCheckpoint, StoredCheckpoint, LoadedCheckpoint {

  /** Returns what to call the checkpoint in an error. */
  String name();

  /**
   * Returns the checkpoint.
   *
   * @throws UnusablePolicyException if there is no such file, or it cannot be read
   * @throws crosscountry.datasets.tables.DamagedFileException if the file holds no sound checkpoint
   */
  CheckpointRow checkpoint();
}
