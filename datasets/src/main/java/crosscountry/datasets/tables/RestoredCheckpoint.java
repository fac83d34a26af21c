package crosscountry.datasets.tables;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What was found when a run looked for the state to go on from.
 *
 * @param checkpoint the newest checkpoint that can be read, or empty if there is none
 * @param skipped one sentence for each newer checkpoint that could not be read, newest first; the
 *     caller must show them, for they say that work was lost
 */
public record RestoredCheckpoint(Optional<CheckpointRow> checkpoint, List<String> skipped) {

  /** Creates a result. */
  public RestoredCheckpoint {
    skipped = List.copyOf(skipped);
  }

  /**
   * Tells of each checkpoint that was skipped.
   *
   * @param warning takes one sentence each
   */
  public void tell(Consumer<String> warning) {
    skipped.forEach(sentence -> warning.accept("skipped a checkpoint: " + sentence));
  }
}
