package crosscountry.datasets.tables;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.hadoop.fs.Path;

/**
 * Keeps a warehouse small: makes few large files of many small ones, and deletes old games and
 * checkpoints. Tables of what is to last, such as the discovered orders, never lose a row.
 *
 * <p>A new file is published before those that it replaces are deleted, and says in its footer
 * which appends it holds. So whoever is killed in between leaves rows that are there twice; readers
 * of this package take them once, and the next maintenance deletes what is too much.
 */
public final class Maintenance {

  /** The name of the lease that it takes, so that no two are at it at a time. */
  public static final String LEASE = "maintain";

  private static final Duration TERM = Duration.ofMinutes(15);

  private final WarehouseFolder folder;
  private final MaintenanceSettings settings;
  private final Clock clock;
  private final Consumer<String> report;

  Maintenance(
      WarehouseFolder folder, MaintenanceSettings settings, Clock clock, Consumer<String> report) {
    this.folder = folder;
    this.settings = settings;
    this.clock = clock;
    this.report = report;
  }

  /**
   * Says what would be done, for each table that has files, and does nothing.
   *
   * @throws WarehouseException if the warehouse cannot be read
   */
  public List<TableCare> expected() {
    List<TableCare> all = new ArrayList<>();
    for (WarehouseTable kept : tables()) {
      String table = kept.schema().table();
      AppendCopy copy = new AppendCopy(folder, table);
      TablePlan plan = plan(kept, file -> isSound(copy, table, file));
      if (!plan.inventory().files().isEmpty()) {
        all.add(plan.expected(table));
      }
    }
    return all;
  }

  /**
   * Does it, and says what was done to each table that has files.
   *
   * @param owner who does it, for those who come meanwhile
   * @throws LeaseHeldException if somebody else is at it
   * @throws LeaseLostException if it took so long that somebody else took over
   * @throws WarehouseException if the warehouse cannot be read or written; no row is lost then
   */
  public List<TableCare> run(String owner) {
    try (Lease lease = Lease.take(new LeaseFolder(folder), LEASE, owner, TERM, clock)) {
      List<TableCare> all = new ArrayList<>();
      for (WarehouseTable table : tables()) {
        new Pass(table, lease).run().ifPresent(all::add);
      }
      return all;
    }
  }

  private static List<WarehouseTable> tables() {
    return WarehouseTable.ALL.stream()
        .filter(table -> table.upkeep() != WarehouseTable.Upkeep.LEFT_ALONE)
        .toList();
  }

  private TablePlan plan(WarehouseTable table, Predicate<DataFile> isSound) {
    Inventory inventory = Inventory.of(folder, table.schema().table(), report);
    Instant now = clock.instant();
    Instant settled = now.minus(settings.settled());
    return switch (table.upkeep()) {
      case THINNED -> TablePlan.of(inventory, oldCheckpoints(inventory), Instant.MIN, isSound);
      case MERGED_AND_FORGOTTEN ->
          TablePlan.of(inventory, oldGames(inventory, now), settled, isSound);
      case MERGED -> TablePlan.of(inventory, Set.of(), settled, isSound);
      case LEFT_ALONE -> new TablePlan(inventory, List.of(), List.of(), List.of());
    };
  }

  private Set<FileKey> oldGames(Inventory inventory, Instant now) {
    return settings
        .keepTrajectories()
        .map(term -> Retention.oldGames(inventory, now.minus(term)))
        .orElse(Set.of());
  }

  private Set<FileKey> oldCheckpoints(Inventory inventory) {
    CheckpointTable checkpoints = new CheckpointTable(new Table<>(folder, CheckpointSchema.SCHEMA));
    return settings.keepCheckpoints().isPresent()
        ? Retention.oldCheckpoints(
            inventory,
            settings.keepCheckpoints().getAsInt(),
            settings.promoted().get(),
            checkpoints)
        : Set.of();
  }

  private boolean isSound(AppendCopy copy, String table, DataFile file) {
    try {
      copy.requireSound(file.file(), file.rows());
      return true;
    } catch (IOException damaged) {
      report.accept(
          "%s cannot stand in for other files: it cannot be read (%s)"
              .formatted(folder.file(table, file.file()), Diagnosis.firstLine(damaged)));
      return false;
    }
  }

  private void tell(String table, FileKey file, IOException damage) {
    report.accept(
        "%s stays as it is: it cannot be read (%s)"
            .formatted(folder.file(table, file), Diagnosis.firstLine(damage)));
  }

  /** What is done to one table. */
  private final class Pass {
    private final WarehouseTable kept;
    private final String table;
    private final Lease lease;
    private final AppendCopy copy;

    Pass(WarehouseTable kept, Lease lease) {
      this.kept = kept;
      this.table = kept.schema().table();
      this.lease = lease;
      this.copy = new AppendCopy(folder, table);
    }

    /** Returns what was done, or empty if the table has no files. */
    Optional<TableCare> run() {
      putBackWithdrawn();
      TablePlan plan = plan(kept, this::isFoundSound);
      if (plan.inventory().files().isEmpty()) {
        return Optional.empty();
      }
      TableTally tally = new TableTally(table, plan.inventory());
      lease.renew();
      plan.replaced().forEach(file -> delete(file, tally));
      if (kept.upkeep() == WarehouseTable.Upkeep.THINNED) {
        plan.expired().forEach(file -> deleteUnlessPromoted(file, tally));
      } else {
        plan.expired().forEach(file -> delete(file, tally));
      }
      for (Rewrite rewrite : plan.rewrites()) {
        try {
          rewrite(rewrite, tally);
        } catch (IOException fault) {
          throw Diagnosis.notWritten(folder.file(table, rewrite.output()), fault);
        }
      }
      return Optional.of(tally.care());
    }

    /** Puts back what one left who was killed before it was told whether that may be deleted. */
    private void putBackWithdrawn() {
      folder.withdrawn(table).forEach(folder::putBack);
    }

    /**
     * Deletes a checkpoint, unless it was promoted since the plan was made. It is asked for only
     * once it is out of the table: who promotes it looks for it after the decision, and puts it
     * back. So one of the two sees what the other did.
     */
    private void deleteUnlessPromoted(DataFile file, TableTally tally) {
      hold();
      if (isPromoted(file)) {
        return;
      }
      Optional<Withdrawn> withdrawn = folder.withdraw(table, file.file());
      if (withdrawn.isPresent() && isPromoted(file)) {
        folder.putBack(withdrawn.get());
      } else {
        withdrawn.ifPresent(gone -> folder.delete(gone.place()));
        tally.removed(file);
      }
    }

    private boolean isPromoted(DataFile file) {
      return settings.promoted().get().stream()
          .map(CheckpointId::key)
          .anyMatch(key -> file.parts().stream().anyMatch(part -> part.key().equals(key)));
    }

    private boolean isFoundSound(DataFile file) {
      hold();
      return isSound(copy, table, file);
    }

    /** Keeps the lease from expiring; to be called before each file, as there may be many. */
    private void hold() {
      if (clock.instant().plus(TERM.dividedBy(2)).isAfter(lease.expires())) {
        lease.renew();
      }
    }

    private void rewrite(Rewrite planned, TableTally tally) throws IOException {
      Rewrite rewrite = planned;
      while (rewrite.isWorthwhile()) {
        lease.renew();
        try {
          publish(rewrite, tally);
          rewrite.inputs().forEach(input -> delete(input, tally));
          return;
        } catch (UnreadableInputException damaged) {
          tell(table, damaged.file(), damaged);
          rewrite = rewrite.without(damaged.file());
        }
      }
    }

    private void publish(Rewrite rewrite, TableTally tally) throws IOException {
      FileKey output = rewrite.output();
      Path path = folder.file(table, output);
      boolean published = publish(rewrite);
      if (!published) {
        // Left by one who was killed.
        try {
          copy.requireSound(output, rewrite.rows());
        } catch (IOException damaged) {
          setAside(path, damaged);
          published = publish(rewrite);
        }
      }
      if (published) {
        tally.added(rewrite.parts(), folder.size(path));
      }
    }

    private boolean publish(Rewrite rewrite) throws IOException {
      return copy.publish(
          rewrite.output(),
          rewrite.inputs().get(0).schema(),
          CompactedFile.metadata(rewrite.parts()),
          rewrite.places());
    }

    /** Makes room for a new file; all that the damaged one was to hold is still in others. */
    private void setAside(Path file, IOException damage) throws IOException {
      report.accept(
          "%s was moved to %s: it cannot be read (%s)"
              .formatted(file, folder.setAside(file), Diagnosis.firstLine(damage)));
    }

    private void delete(DataFile file, TableTally tally) {
      hold();
      Path path = folder.file(table, file.file());
      folder.delete(path);
      tally.removed(file);
    }
  }
}
