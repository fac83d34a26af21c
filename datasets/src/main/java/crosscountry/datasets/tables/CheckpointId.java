package crosscountry.datasets.tables;

import java.io.Serializable;

/**
 * Names a checkpoint.
 *
 * @param runId the run
 * @param version the version of its network, from 0
 */
public record CheckpointId(String runId, long version) implements Serializable {

  /** Returns which checkpoint a row is. */
  public static CheckpointId of(CheckpointRow row) {
    return new CheckpointId(row.runId(), row.version());
  }

  /** Returns the key under which it was appended. */
  FileKey key() {
    return FileKey.ofRun(runId).version(version);
  }

  /** Returns it in words, as errors and reasons name it. */
  @Override
  public String toString() {
    return "version %d of run %s".formatted(version, runId);
  }
}
