package crosscountry.datasets.tables;

import java.util.List;

/**
 * A table that other readers are to see.
 *
 * @param schema its columns
 * @param upkeep what keeps it small
 */
record WarehouseTable(TableSchema<?> schema, Upkeep upkeep) {

  /** All of them, in the order in which they are told of. */
  static final List<WarehouseTable> ALL =
      List.of(
          new WarehouseTable(OrderSchema.SCHEMA, Upkeep.MERGED),
          new WarehouseTable(BoundSchema.SCHEMA, Upkeep.MERGED),
          new WarehouseTable(TrajectorySchema.SCHEMA, Upkeep.MERGED_AND_FORGOTTEN),
          new WarehouseTable(CheckpointSchema.SCHEMA, Upkeep.THINNED),
          new WarehouseTable(MetricSchema.SCHEMA, Upkeep.MERGED),
          new WarehouseTable(RunSchema.SCHEMA, Upkeep.MERGED),
          new WarehouseTable(PromotionSchema.SCHEMA, Upkeep.LEFT_ALONE),
          new WarehouseTable(GraphSchema.SCHEMA, Upkeep.LEFT_ALONE));

  /** What keeps a table small. */
  enum Upkeep {
    /** Small files become large ones. */
    MERGED,
    /** Besides, old rows are deleted. */
    MERGED_AND_FORGOTTEN,
    /** Old files are deleted; they are not merged, as few are read, one at a time and whole. */
    THINNED,
    /** Nothing: that each file has a key of its own is what keeps two writers apart. */
    LEFT_ALONE
  }
}
