package crosscountry.jobs.command;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Does once, in one JVM and in little, what most calls of the program do. {@code deploy/archive.sh}
 * has the JVM write down which classes that took, so that later ones find them ready.
 */
@Command(
    name = "rehearse",
    hidden = true,
    description = "Run most commands once, to see which classes they need.",
    mixinStandardHelpOptions = true)
public final class RehearseCommand implements Callable<Integer> {

  private static final String RUN = "rehearsal";

  /** The smallest of the published ones. */
  private static final String GRAPH = "PropaneCombustion";

  private final ToIntFunction<String[]> program;

  @Parameters(description = "A folder for what the commands write.")
  private Path folder;

  /**
   * Creates the command.
   *
   * @param program runs a command line and returns its exit code
   */
  public RehearseCommand(ToIntFunction<String[]> program) {
    this.program = program;
  }

  /** Returns the exit code of the first command that fails, or that of success. */
  @Override
  public Integer call() {
    return commands().stream()
        .mapToInt(words -> program.applyAsInt(words.toArray(String[]::new)))
        .filter(code -> code != ExitStatus.DONE.code())
        .findFirst()
        .orElse(ExitStatus.DONE.code());
  }

  private List<List<String>> commands() {
    return List.of(
        List.of("graphs"),
        List.of(
            "train",
            "--graphs",
            GRAPH,
            "--waves",
            "2",
            "--budget",
            "30s",
            "--run-id",
            RUN,
            "--warehouse",
            warehouse()),
        List.of(
            "search",
            "--graph",
            GRAPH,
            "--method",
            "annealing",
            "--budget",
            "1s",
            "--warehouse",
            warehouse()),
        List.of("search", "--graph", GRAPH, "--method", "policy", "--warehouse", warehouse()),
        List.of("orders", "--best", "--warehouse", warehouse()),
        List.of(
            "orders",
            "--graph",
            GRAPH,
            "--best",
            "--format",
            "graphax",
            "--warehouse",
            warehouse()),
        List.of("orders", "--format", "json", "--warehouse", warehouse()),
        List.of(
            "orders",
            "--sql",
            "SELECT graph, min(multiplications) FROM orders GROUP BY graph",
            "--warehouse",
            warehouse()),
        List.of("report", "--run-id", RUN, "--warehouse", warehouse()),
        List.of("orders", "--help"));
  }

  private String warehouse() {
    return folder.resolve("warehouse").toString();
  }
}
