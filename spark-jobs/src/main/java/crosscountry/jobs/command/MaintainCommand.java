package crosscountry.jobs.command;

import crosscountry.datasets.tables.Maintenance;
import crosscountry.datasets.tables.MaintenanceSettings;
import crosscountry.datasets.tables.PromotedCheckpoints;
import crosscountry.datasets.tables.Table;
import crosscountry.datasets.tables.TableCare;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.jobs.output.Column;
import crosscountry.jobs.output.OutputFormat;
import crosscountry.jobs.output.ResultPrinter;
import crosscountry.jobs.server.LeaseOwner;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Keeps a warehouse small. */
@Command(
    name = "maintain",
    description =
        "Keep a warehouse small: make few large files of many small ones, and delete old games and"
            + " checkpoints. Discovered orders are never deleted.",
    mixinStandardHelpOptions = true)
public final class MaintainCommand implements Callable<Integer> {

  private static final ResultPrinter<TableCare> PRINTER =
      new ResultPrinter<>(
          List.of(
              new Column<>("table", TableCare::table),
              new Column<>("files_before", TableCare::filesBefore),
              new Column<>("files_after", TableCare::filesAfter),
              new Column<>("rows_before", TableCare::rowsBefore),
              new Column<>("rows_after", TableCare::rowsAfter),
              new Column<>("bytes_before", TableCare::bytesBefore),
              new Column<>("bytes_after", TableCare::bytesAfter)));

  @Option(
      names = "--keep-trajectories",
      paramLabel = "AGE",
      description =
          "Delete the games of runs that played their last one longer ago, for example 30d"
              + " (default: keep all).")
  private String keepTrajectories;

  @Option(
      names = "--keep-checkpoints",
      paramLabel = "N",
      description =
          "Keep the N newest checkpoints of each run, and one that can be gone on from"
              + " (default: keep all).")
  private Integer keepCheckpoints;

  @Option(
      names = "--settled",
      paramLabel = "AGE",
      description =
          "Leave files alone that were written more recently, for example 90m or 2d (default:"
              + " ${DEFAULT-VALUE}).",
      defaultValue = "1h")
  private String settled;

  @Option(
      names = "--dry-run",
      description = "Only say what would be done; bytes_after is then the most that can be left.")
  private boolean dryRun;

  @Option(
      names = "--warehouse",
      description = "Folder of the tables, any Hadoop URI (default: ${DEFAULT-VALUE}).",
      defaultValue = "warehouse")
  private String warehouse;

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: table)")
  private OutputFormat format = OutputFormat.TABLE;

  @Override
  public Integer call() {
    Warehouse tables = Warehouse.open(warehouse);
    MaintenanceSettings settings = settings(tables);
    requireTables(tables);
    Maintenance maintenance = tables.maintenance(settings, Clock.systemUTC(), ErrorReport::warn);
    List<TableCare> cared;
    if (dryRun) {
      cared = maintenance.expected();
    } else {
      Leftovers.remove(tables);
      cared = maintenance.run(LeaseOwner.thisProcess());
    }
    PRINTER.print(cared, format, System.out);
    long freed = cared.stream().mapToLong(care -> care.bytesBefore() - care.bytesAfter()).sum();
    System.err.printf(
        dryRun ? "nothing was changed; at least %d bytes would be freed%n" : "freed %d bytes%n",
        freed);
    return ExitStatus.DONE.code();
  }

  private MaintenanceSettings settings(Warehouse tables) {
    if (keepCheckpoints != null && keepCheckpoints < 1) {
      throw new BadInputException(
          "--keep-checkpoints %d must be at least 1".formatted(keepCheckpoints));
    }
    Duration age = AgeArgument.parse("--settled", settled);
    return new MaintenanceSettings(
        age,
        Optional.ofNullable(keepTrajectories)
            .map(given -> AgeArgument.parse("--keep-trajectories", given)),
        keepCheckpoints == null ? OptionalInt.empty() : OptionalInt.of(keepCheckpoints),
        new PromotedCheckpoints(tables));
  }

  // A mistyped folder must not be made, with a lease in it.
  private void requireTables(Warehouse tables) {
    if (tables.tables().stream().noneMatch(Table::exists)) {
      throw new BadInputException(
          "there are no tables in %s; train or search first, or point --warehouse at another folder"
              .formatted(warehouse));
    }
  }
}
