package crosscountry.models.learning;

import crosscountry.models.network.LossSettings;
import crosscountry.models.network.NetworkBlueprint;
import crosscountry.models.network.TrainingBatch;
import java.util.List;

/** Packs examples into the one batch that it keeps. Confined to one thread. */
public final class ExamplePacker {

  private final NetworkBlueprint blueprint;
  private final TrainingBatch batch;

  /**
   * Creates a packer.
   *
   * @param blueprint of the network that learns
   * @param losses weights of the loss terms
   */
  public ExamplePacker(NetworkBlueprint blueprint, LossSettings losses) {
    this.blueprint = blueprint;
    this.batch = new TrainingBatch(blueprint, losses);
  }

  /**
   * Packs examples.
   *
   * @return the batch, which the next call fills anew
   * @throws IllegalArgumentException if there are none, or their vertices have another number of
   *     features or lack the neighbours that the network reads
   */
  public TrainingBatch pack(List<TrainingExample> examples) {
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("There is no example to learn from");
    }
    examples.forEach(this::requireFit);
    batch.reset(examples.stream().mapToInt(TrainingExample::live).toArray());
    for (TrainingExample example : examples) {
      batch.add(
          example.rows(),
          example.neighbours(),
          example.policyTarget(),
          example.excessTarget(),
          example.valueScale(),
          example.weight());
    }
    return batch;
  }

  private void requireFit(TrainingExample example) {
    if (example.features() != blueprint.features()) {
      throw new IllegalArgumentException(
          "An example has %d features per vertex, but the network is %s"
              .formatted(example.features(), blueprint.toText()));
    }
    if (blueprint.architecture().readsNeighbours()
        && example.neighbours().predecessors().lists() == 0) {
      throw new IllegalArgumentException(
          "An example has no neighbours, but the network is %s, which reads them"
              .formatted(blueprint.toText()));
    }
  }
}
