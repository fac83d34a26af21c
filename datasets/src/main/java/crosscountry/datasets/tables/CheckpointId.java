package crosscountry.datasets.tables;

import java.io.Serializable;

/**
 * Which checkpoint it is.
 *
 * @param runId the run that trained it
 * @param version the version of its network, counted from 0
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
