package crosscountry.jobs.retrain;

import crosscountry.datasets.tables.CheckpointId;
import crosscountry.datasets.tables.CheckpointRow;
import crosscountry.datasets.tables.DamagedFileException;
import crosscountry.datasets.tables.PromotionHistory;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.linearization.CostModel;
import crosscountry.jobs.policy.TrainedPolicy;
import crosscountry.jobs.policy.UnusablePolicyException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The network that is promoted.
 *
 * @param id which checkpoint it is
 * @param checkpoint the checkpoint
 * @param policy plays it
 */
public record PromotedNetwork(CheckpointId id, CheckpointRow checkpoint, TrainedPolicy policy) {

  /** Returns the network of a checkpoint that can be read. */
  static PromotedNetwork of(CheckpointRow checkpoint) {
    return new PromotedNetwork(
        CheckpointId.of(checkpoint), checkpoint, TrainedPolicy.of(checkpoint));
  }

  /**
   * Finds the promoted network. Where its checkpoint is gone or damaged, the one that was promoted
   * before it takes its place, and so on.
   *
   * @param costModel the rules by which it is to be cheap
   * @param warning is told in a sentence of each that was passed over
   * @return empty if none was ever promoted, or none of them can play any more
   * @throws crosscountry.datasets.tables.WarehouseException if one is not damaged but cannot be
   *     reached
   */
  public static Optional<PromotedNetwork> find(
      Warehouse warehouse,
      PromotionHistory history,
      CostModel costModel,
      Consumer<String> warning) {
    history.skipped().forEach(sentence -> warning.accept("skipped a decision: " + sentence));
    for (CheckpointId id : history.promoted(costModel.label())) {
      Optional<PromotedNetwork> found = read(warehouse, id, warning);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<PromotedNetwork> read(
      Warehouse warehouse, CheckpointId id, Consumer<String> warning) {
    try {
      Optional<PromotedNetwork> found =
          warehouse.checkpoints().find(id.runId(), id.version()).map(PromotedNetwork::of);
      found.ifPresent(network -> network.policy.snapshot());
      if (found.isEmpty()) {
        warning.accept(
            "the promoted %s is not in %s any more; the one that was promoted before it takes its place"
                .formatted(id, warehouse.checkpoints().location()));
      }
      return found;
    } catch (DamagedFileException | UnusablePolicyException unusable) {
      warning.accept(
          "the promoted %s cannot be used, and the one before it takes its place: %s"
              .formatted(id, unusable.getMessage()));
      return Optional.empty();
    }
  }
}
