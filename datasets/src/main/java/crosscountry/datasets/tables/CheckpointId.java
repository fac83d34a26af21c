package crosscountry.datasets.tables;

/**
 * Names a checkpoint.
 *
 * @param runId the run
 * @param version the version of its network, from 0
 */
public record CheckpointId(String runId, long version) {

  /** Returns the key under which it was appended. */
  FileKey key() {
    return FileKey.ofRun(runId).version(version);
  }
}
