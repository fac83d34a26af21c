package crosscountry.datasets.tables;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The folder that holds the tables, on any file system that Hadoop knows.
 *
 * <p>Opening a warehouse writes nothing; the folder is made by the first append.
 */
public final class Warehouse {

  private final WarehouseFolder folder;

  private Warehouse(WarehouseFolder folder) {
    this.folder = folder;
  }

  /**
   * Opens a warehouse.
   *
   * @param location a path such as {@code ./warehouse}, or a URI such as {@code hdfs://host/path}
   * @throws UnopenedWarehouseException if there can be no warehouse at the location: it is
   *     malformed, a file, or on a file system that is not known
   * @throws WarehouseException if the location cannot be reached
   */
  public static Warehouse open(String location) {
    return open(location, new Configuration());
  }

  /**
   * Opens a warehouse with settings of one's own, such as those of a Spark session.
   *
   * @param location a path such as {@code ./warehouse}, or a URI such as {@code hdfs://host/path}
   * @param configuration the settings of Hadoop's file systems
   * @throws UnopenedWarehouseException if there can be no warehouse at the location: it is
   *     malformed, a file, or on a file system that is not known
   * @throws WarehouseException if the location cannot be reached
   */
  public static Warehouse open(String location, Configuration configuration) {
    return new Warehouse(WarehouseFolder.open(pathOf(location), configuration));
  }

  private static Path pathOf(String location) {
    try {
      return new Path(location);
    } catch (IllegalArgumentException malformed) {
      throw new UnopenedWarehouseException(
          "cannot open the warehouse \"%s\": it is neither a path nor a URI (%s); check the spelling"
              .formatted(location, malformed.getMessage()),
          malformed);
    }
  }

  /** Returns where the warehouse is. */
  public URI location() {
    return folder.root().toUri();
  }

  /** Returns the discovered elimination orders. */
  public Table<OrderRow> orders() {
    return new Table<>(folder, OrderSchema.SCHEMA);
  }

  /**
   * Returns the discovered elimination orders for queries that choose few of many.
   *
   * @param check tells rows that can be used from poisoned ones
   * @param headCheck the part of it that can be told of a head
   * @param quarantine is told what was left out
   */
  public OrderIndex orderIndex(
      RowCheck<? super OrderRow> check,
      RowCheck<? super OrderHead> headCheck,
      Quarantine quarantine) {
    return new OrderIndex(folder, orders(), check, headCheck, quarantine);
  }

  /** Returns the proven lower bounds. */
  public Table<BoundRow> bounds() {
    return new Table<>(folder, BoundSchema.SCHEMA);
  }

  /** Returns the games of self-play. */
  public Table<TrajectoryRow> trajectories() {
    return new Table<>(folder, TrajectorySchema.SCHEMA);
  }

  /** Returns the states from which a run can go on. */
  public CheckpointTable checkpoints() {
    return new CheckpointTable(new Table<>(folder, CheckpointSchema.SCHEMA));
  }

  /** Returns the measurements of learner steps and waves. */
  public Table<MetricRow> metrics() {
    return new Table<>(folder, MetricSchema.SCHEMA);
  }

  /** Returns the rows of other tables that could not be used when a run went on from them. */
  public Table<QuarantineRow> quarantine() {
    return new Table<>(folder, QuarantineSchema.SCHEMA);
  }

  /** Returns the runs and their attempts. */
  public Table<RunRow> runs() {
    return new Table<>(folder, RunSchema.SCHEMA);
  }

  /** Returns the decisions on which network is the promoted one. */
  public PromotionTable promotions() {
    return new PromotionTable(new Table<>(folder, PromotionSchema.SCHEMA));
  }

  /** Returns the functions that were registered, to be trained on. */
  public Table<GraphRow> graphs() {
    return new Table<>(folder, GraphSchema.SCHEMA);
  }

  /**
   * Takes a lease: the right to do something that only one process at a time may do.
   *
   * @param name what is done, one segment of a file's key such as {@code maintain}
   * @param owner who does it, for those who have to wait, such as a host and a process id
   * @param term how long the lease lasts unless it is renewed or given back; positive
   * @param clock the time
   * @return the lease, to be given back by closing it
   * @throws LeaseHeldException if somebody else has it
   * @throws WarehouseException if the warehouse cannot be written
   */
  public Lease lease(String name, String owner, Duration term, Clock clock) {
    return Lease.take(new LeaseFolder(folder), name, owner, term, clock);
  }

  /**
   * Returns what keeps the warehouse small.
   *
   * @param settings what is to be done
   * @param clock the time
   * @param report is told of files that cannot be read, which stay as they are, a sentence each
   */
  public Maintenance maintenance(
      MaintenanceSettings settings, Clock clock, Consumer<String> report) {
    return new Maintenance(folder, settings, clock, report);
  }

  /** Returns all tables that other readers are to see. */
  public List<Table<?>> tables() {
    List<Table<?>> tables = new ArrayList<>();
    for (WarehouseTable table : WarehouseTable.ALL) {
      tables.add(new Table<>(folder, table.schema()));
    }
    return tables;
  }

  /**
   * Deletes what writers that died left in staging. They do no harm but take space.
   *
   * @param instant only files last written before it, so that no living writer is disturbed
   * @return the number of files deleted
   */
  public int removeStagedBefore(Instant instant) {
    return folder.removeStagedBefore(instant);
  }
}
