package crosscountry.jobs.policy;

/** Where the file of a checkpoint lies. */
sealed interface CheckpointSource permits ShippedCheckpoint, StoredCheckpoint {

  /** Returns what to call the checkpoint in an error. */
  String name();

  /**
   * Returns the content of the file.
   *
   * @throws UnusablePolicyException if there is no such file, or it cannot be read
   */
  byte[] content();
}
