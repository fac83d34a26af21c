package crosscountry.datasets.tables;

/** The tables that other readers are to see, in the order in which they are told of. */
enum WarehouseTable {
  ORDERS(OrderSchema.SCHEMA, Upkeep.MERGED),
  BOUNDS(BoundSchema.SCHEMA, Upkeep.MERGED),
  TRAJECTORIES(TrajectorySchema.SCHEMA, Upkeep.MERGED_AND_FORGOTTEN),
  CHECKPOINTS(CheckpointSchema.SCHEMA, Upkeep.THINNED),
  METRICS(MetricSchema.SCHEMA, Upkeep.MERGED),
  RUNS(RunSchema.SCHEMA, Upkeep.MERGED),
  PROMOTIONS(PromotionSchema.SCHEMA, Upkeep.LEFT_ALONE),
  GRAPHS(GraphSchema.SCHEMA, Upkeep.LEFT_ALONE);

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

  private final TableSchema<?> schema;
  private final Upkeep upkeep;

  WarehouseTable(TableSchema<?> schema, Upkeep upkeep) {
    this.schema = schema;
    this.upkeep = upkeep;
  }

  /** Returns the columns. */
  TableSchema<?> schema() {
    return schema;
  }

  /** Returns what keeps the table small. */
  Upkeep upkeep() {
    return upkeep;
  }
}
