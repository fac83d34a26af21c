package crosscountry.jobs.retrain;

import crosscountry.datasets.tables.CheckpointId;
import crosscountry.datasets.tables.CheckpointRow;
import crosscountry.datasets.tables.DamagedFileException;
import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.PromotionHistory;
import crosscountry.datasets.tables.PromotionRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.datasets.tables.WarehouseException;
import crosscountry.environment.linearization.CostModel;
import crosscountry.jobs.policy.TrainedPolicy;
import crosscountry.jobs.policy.UnusablePolicyException;
import java.util.List;
import java.util.Optional;

/**
 * The network that is promoted.
 *
 * @param id which checkpoint it is
 * @param checkpoint the checkpoint
 * @param policy plays it
 */
public record PromotedNetwork(CheckpointId id, CheckpointRow checkpoint, TrainedPolicy policy) {

  /**
   * Finds the promoted network. No other one ever takes its place here: where its file is damaged
   * for a while, or this program is too old for it, an older network would be easier to beat.
   *
   * @param costModel the rules by which it is to be cheap
   * @return empty if none was ever promoted
   * @throws WarehouseException if it cannot be told what is promoted, or that cannot be read or
   *     played
   */
  public static Optional<PromotedNetwork> find(
      Warehouse warehouse, PromotionHistory history, CostModel costModel) {
    if (!history.skipped().isEmpty()) {
      throw new WarehouseException(
          "it cannot be told which network is promoted; restore the file, or move it out of the"
              + " folder so that the decisions before it hold: "
              + history.skipped().get(0));
    }
    List<PromotionRow> decisions = history.by(costModel.label());
    return decisions.isEmpty() ? Optional.empty() : Optional.of(read(warehouse, decisions));
  }

  private static PromotedNetwork read(Warehouse warehouse, List<PromotionRow> newestFirst) {
    CheckpointId id = newestFirst.get(0).promoted();
    try {
      CheckpointRow checkpoint =
          warehouse
              .checkpoints()
              .find(id.runId(), id.version())
              .orElseThrow(
                  () ->
                      unusable(
                          warehouse,
                          newestFirst,
                          "it is not in %s any more"
                              .formatted(warehouse.checkpoints().location())));
      PromotedNetwork network = new PromotedNetwork(id, checkpoint, TrainedPolicy.of(checkpoint));
      network.policy.snapshot();
      return network;
    } catch (DamagedFileException | UnusablePolicyException fault) {
      throw unusable(warehouse, newestFirst, fault.getMessage());
    }
  }

  private static WarehouseException unusable(
      Warehouse warehouse, List<PromotionRow> newestFirst, String fault) {
    CheckpointId id = newestFirst.get(0).promoted();
    long since =
        newestFirst.stream()
            .takeWhile(row -> row.promoted().equals(id))
            .mapToLong(PromotionRow::decision)
            .min()
            .orElseThrow();
    return new WarehouseException(
        "the promoted %s cannot be used, and nothing is decided until it can; restore %s/%s.parquet or use the program that promoted it, or move the decisions that promote it, from %d on, out of %s: %s"
            .formatted(
                id,
                warehouse.checkpoints().location(),
                FileKey.ofRun(id.runId()).version(id.version()),
                since,
                warehouse.promotions().location(),
                fault));
  }
}
