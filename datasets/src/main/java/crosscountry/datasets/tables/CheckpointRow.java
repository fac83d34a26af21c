package crosscountry.datasets.tables;

import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Everything that a run needs to go on from one version of its network.
 *
 * @param runId the run
 * @param version the version of the network, counted from 0
 * @param createdAt when the state was taken, to the microsecond
 * @param configuration the run's effective configuration as HOCON or JSON text
 * @param blueprint the network's architecture as text, for example {@code pooled-vertexwise/1
 *     features=34 hidden=32}
 * @param parameters the network's parameters as one flat vector, in the order of the blueprint
 * @param updaterState the optimizer's state as one flat vector, empty if it has none
 * @param counters what the run has counted so far (steps, games, moves) as JSON text
 * @param randomState reserved, empty: all draws follow from the seed and the counters
 * @param replay reserved, empty: the replay buffer is filled again from the trajectories
 * @param software version and commit of the software that wrote it
 */
public record CheckpointRow(
    String runId,
    long version,
    Instant createdAt,
    String configuration,
    String blueprint,
    Floats parameters,
    Floats updaterState,
    String counters,
    Bytes randomState,
    Bytes replay,
    String software)
    implements Serializable {

  /** Creates a row; the time is cut to what the table can hold. */
  public CheckpointRow {
    createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
  }

  /** Returns the same checkpoint without what only learning needs, which is most of it. */
  public CheckpointRow forPlaying() {
    return new CheckpointRow(
        runId,
        version,
        createdAt,
        configuration,
        blueprint,
        parameters,
        Floats.of(),
        counters,
        Bytes.of(),
        Bytes.of(),
        software);
  }

  /**
   * Returns the SHA-256 of the content in hexadecimal, which is written along with it and compared
   * when it is read.
   */
  public String sha256() {
    return new ContentDigest()
        .text(runId)
        .number(version)
        .number(Micros.ofInstant(createdAt))
        .text(configuration)
        .text(blueprint)
        .floats(parameters)
        .floats(updaterState)
        .text(counters)
        .bytes(randomState)
        .bytes(replay)
        .text(software)
        .hexadecimal();
  }
}
