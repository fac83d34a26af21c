package crosscountry.jobs.command;

import crosscountry.datasets.tables.CheckpointFile;
import crosscountry.datasets.tables.CheckpointRow;
import crosscountry.datasets.tables.CheckpointTable;
import crosscountry.datasets.tables.RestoredCheckpoint;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.linearization.CostModel;
import crosscountry.jobs.output.Column;
import crosscountry.jobs.output.OutputFormat;
import crosscountry.jobs.output.ResultPrinter;
import crosscountry.jobs.retrain.PromotedNetwork;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the network of a checkpoint into a file that plays without the run. */
// The standard options would take --version, which here is that of a network, as in the tables.
@Command(
    name = "export-policy",
    description =
        "Write a trained network, without what only learning needs, into one Parquet file for search"
            + " --method policy.")
public final class ExportPolicyCommand implements Callable<Integer> {

  private static final ResultPrinter<Exported> PRINTER =
      new ResultPrinter<>(
          List.of(
              new Column<>("run_id", exported -> exported.row().runId()),
              new Column<>("version", exported -> exported.row().version()),
              new Column<>("blueprint", exported -> exported.row().blueprint()),
              new Column<>("parameters", exported -> exported.row().parameters().length()),
              new Column<>("bytes", Exported::bytes),
              new Column<>("file", exported -> exported.file().toString())));

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  @SuppressWarnings("UnusedVariable") // Set and read by picocli.
  private boolean helpRequested;

  @ArgGroup(multiplicity = "1")
  private Origin origin;

  /** Whose network it is. */
  static final class Origin {
    @Option(names = "--run-id", description = "The run that trained the network.")
    private String runId;

    @Option(names = "--promoted", description = "The network that retrain has promoted.")
    private boolean promoted;
  }

  @Mixin private CostModelOption costModel = new CostModelOption();

  @Option(
      names = "--version",
      description = "Version of the network (default: that of the run's newest checkpoint).")
  private Long version;

  @Option(names = "--output", required = true, description = "The file to write; it must be new.")
  private Path output;

  @Option(
      names = "--warehouse",
      description = "Folder of the tables, any Hadoop URI (default: ${DEFAULT-VALUE}).",
      defaultValue = "warehouse")
  private String warehouse;

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: table)")
  private OutputFormat format = OutputFormat.TABLE;

  private record Exported(CheckpointRow row, Path file, long bytes) {}

  @Override
  public Integer call() {
    CheckpointRow row = checkpoint(Warehouse.open(warehouse)).forPlaying();
    byte[] file = CheckpointFile.write(row);
    write(file);
    PRINTER.print(List.of(new Exported(row, output, file.length)), format, System.out);
    return ExitStatus.DONE.code();
  }

  private CheckpointRow checkpoint(Warehouse tables) {
    if (origin.promoted) {
      return promoted(tables);
    }
    RunIds.valid(origin.runId);
    CheckpointTable checkpoints = tables.checkpoints();
    return version == null ? newest(checkpoints) : ofVersion(checkpoints);
  }

  private CheckpointRow promoted(Warehouse tables) {
    if (version != null) {
      throw new BadInputException("--version needs --run-id; of what is promoted there is one");
    }
    CostModel rules = costModel.model();
    return PromotedNetwork.find(tables, tables.promotions().history(), rules)
        .orElseThrow(
            () ->
                new BadInputException(
                    "no network is promoted by cost model %s in %s; run retrain, or check --warehouse and --cost-model"
                        .formatted(rules.label(), tables.promotions().location())))
        .checkpoint();
  }

  private CheckpointRow newest(CheckpointTable checkpoints) {
    RestoredCheckpoint found = checkpoints.latest(origin.runId);
    found.tell(ErrorReport::warn);
    return found
        .checkpoint()
        .orElseThrow(
            () ->
                new BadInputException(
                    "run %s has no checkpoint in %s; check --run-id and --warehouse"
                        .formatted(origin.runId, checkpoints.location())));
  }

  private CheckpointRow ofVersion(CheckpointTable checkpoints) {
    Optional<CheckpointRow> found =
        version < 0 ? Optional.empty() : checkpoints.find(origin.runId, version);
    return found.orElseThrow(
        () ->
            new BadInputException(
                "run %s has no checkpoint of version %d in %s; without --version, the newest is taken"
                    .formatted(origin.runId, version, checkpoints.location())));
  }

  private void write(byte[] file) {
    try {
      Files.write(output, file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException taken) {
      throw new BadInputException(
          "%s is there already and is not replaced; move it away, or choose another --output"
              .formatted(output));
    } catch (IOException unwritable) {
      throw new BadInputException(
          "%s cannot be written; check that its folder is there and allows it".formatted(output));
    }
  }
}
