package crosscountry.jobs.command;

import crosscountry.datasets.catalog.CatalogEntry;
import crosscountry.datasets.tables.OrderFilter;
import crosscountry.datasets.tables.OrderIndex;
import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.Verification;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.accumulation.UnsupportedPrimitiveException;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Program;
import crosscountry.environment.heuristic.HeuristicOrder;
import crosscountry.environment.linearization.CostModel;
import crosscountry.environment.straightline.CodeOrigin;
import crosscountry.environment.straightline.JacobianCode;
import crosscountry.environment.straightline.JavaSource;
import crosscountry.environment.straightline.JaxSource;
import crosscountry.environment.straightline.NotScalarException;
import crosscountry.environment.straightline.ShortestCode;
import crosscountry.jobs.query.CheapestOrders;
import crosscountry.jobs.server.OrderCheck;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the code of a Jacobian. */
@Command(
    name = "codegen",
    description =
        "Write straight-line code for the value and the Jacobian of a function of scalars.",
    mixinStandardHelpOptions = true)
public final class CodegenCommand implements Callable<Integer> {

  private static final String STANDARD_OUTPUT = "-";
  private static final String JAVA_FILE = ".java";

  /** In what the code is written. */
  enum Language {
    JAVA,
    JAX
  }

  @Option(
      names = "--graph",
      required = true,
      description = "Name of a built-in graph, or path of a .jaxpr file.")
  private String graph;

  @Option(
      names = "--order",
      required = true,
      description =
          "best (of the tables), shortest (searches for the shortest code), forward, reverse,"
              + " markowitz, equation numbers separated by commas or blanks, or @FILE that holds"
              + " them.")
  private String order;

  @Option(names = "--language", required = true, description = "${COMPLETION-CANDIDATES}")
  private Language language;

  @Option(
      names = "--output",
      description = "The file to write, or - for standard output (default: ${DEFAULT-VALUE}).",
      defaultValue = STANDARD_OUTPUT)
  private String output;

  @Option(
      names = "--class-name",
      description = "For java: the class (default: from --output, otherwise from the graph).")
  private String className;

  @Option(
      names = "--candidates",
      description =
          "For --order shortest: how many orders are tried (default: ${DEFAULT-VALUE}); a graph of"
              + " a hundred vertices takes about a millisecond each.",
      defaultValue = "5000")
  private int candidates;

  @Option(
      names = "--seed",
      description = "For --order shortest: source of all randomness (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--warehouse",
      description =
          "Folder of the tables, any Hadoop URI, for --order best (default: ${DEFAULT-VALUE}).",
      defaultValue = "warehouse")
  private String warehouse;

  @Mixin private CostModelOption costModel = new CostModelOption();

  /**
   * An order, and where it comes from.
   *
   * @param method as the head of the code states it
   */
  private record Chosen(EliminationOrder order, String method) {}

  @Override
  public Integer call() {
    CostModel model = costModel.model();
    CatalogEntry entry = GraphArguments.resolve(graph);
    String text;
    try {
      text = source(entry, model);
    } catch (NotScalarException | UnsupportedPrimitiveException unwritable) {
      throw new BadInputException(
          "no code can be written for %s: %s".formatted(entry.name(), unwritable.getMessage()));
    }
    if (output.equals(STANDARD_OUTPUT)) {
      new PrintStream(System.out, true, StandardCharsets.UTF_8).print(text);
    } else {
      write(text);
    }
    return ExitStatus.DONE.code();
  }

  private String source(CatalogEntry entry, CostModel model) {
    Program program = entry.program();
    if (!program.isScalar()) {
      throw new NotScalarException(program.name());
    }
    ComputationalGraph counted = model.linearize(program);
    Chosen chosen = chosen(entry, model, counted);
    JacobianCode code = JacobianCode.along(program, chosen.order());
    CodeOrigin origin =
        new CodeOrigin(
            program.name(),
            program.fingerprint(),
            chosen.method(),
            Arrays.stream(chosen.order().equations()).boxed().toList(),
            model.label(),
            EliminationCost.of(counted, chosen.order()).multiplications(),
            SoftwareVersion.text());
    return switch (language) {
      case JAVA -> JavaSource.of(code, requireClassName(program.name()), origin);
      case JAX -> JaxSource.of(code, origin);
    };
  }

  private Chosen chosen(CatalogEntry entry, CostModel model, ComputationalGraph counted) {
    return switch (order) {
      case "forward" -> new Chosen(HeuristicOrder.FORWARD.of(counted), order);
      case "reverse" -> new Chosen(HeuristicOrder.REVERSE.of(counted), order);
      case "markowitz" -> new Chosen(HeuristicOrder.MARKOWITZ.of(counted), order);
      case "best" ->
          best(entry, model, counted)
              .orElseThrow(
                  () ->
                      new BadInputException(
                          "there is no order of %s by cost model %s in %s; train or search first, or choose another --order"
                              .formatted(entry.name(), model.label(), warehouse)));
      case "shortest" -> shortest(entry, model, counted);
      default ->
          new Chosen(
              EliminationOrder.ofEquations(counted, OrderArgument.equations(order)), "given");
    };
  }

  private Optional<Chosen> best(CatalogEntry entry, CostModel model, ComputationalGraph counted) {
    Warehouse tables = Warehouse.open(warehouse);
    if (!tables.orders().exists()) {
      return Optional.empty();
    }
    OrderIndex index =
        tables.orderIndex(
            new OrderCheck(), OrderCheck.ofHeads(), Quarantine.reporting(ErrorReport::warn));
    OrderFilter filter =
        new OrderFilter(
            Set.of(),
            entry.program().fingerprint(),
            Set.of(model.label()),
            Set.of(),
            Set.of(),
            null,
            Verification.ANY);
    return CheapestOrders.select(index, filter, head -> true, 1).stream()
        .findFirst()
        .map(
            row ->
                new Chosen(
                    EliminationOrder.ofEquations(counted, row.order().toArray()),
                    "%s, run %s".formatted(row.method(), row.runId())));
  }

  /** Sets out from the rules, and from the best order of the tables, if there is one. */
  private Chosen shortest(CatalogEntry entry, CostModel model, ComputationalGraph counted) {
    if (candidates < 1) {
      throw new BadInputException("--candidates %d must be at least 1".formatted(candidates));
    }
    List<EliminationOrder> starts =
        Stream.concat(
                Stream.of(HeuristicOrder.FORWARD, HeuristicOrder.REVERSE, HeuristicOrder.MARKOWITZ)
                    .map(rule -> rule.of(counted)),
                best(entry, model, counted).map(Chosen::order).stream())
            .toList();
    EliminationOrder found = ShortestCode.search(entry.program(), starts, candidates, seed);
    return new Chosen(
        EliminationOrder.ofVertices(counted, found.vertices()),
        "the shortest code of %d candidates, seed %d".formatted(candidates, seed));
  }

  /** Returns the name of the class, which must be that of its file. */
  private String requireClassName(String name) {
    String chosen = className;
    if (chosen == null) {
      String file = output.equals(STANDARD_OUTPUT) ? "" : fileName();
      chosen =
          file.endsWith(JAVA_FILE)
              ? file.substring(0, file.length() - JAVA_FILE.length())
              : ofGraph(name);
    }
    if (!JavaSource.isClassName(chosen)) {
      throw new BadInputException(
          "'%s' is no name for the class; use letters, digits and underscores, a capital first, in --class-name"
              .formatted(chosen.replaceAll("\\p{Cntrl}", "?")));
    }
    return chosen;
  }

  private String fileName() {
    Path name = Path.of(output).getFileName();
    return name == null ? "" : name.toString();
  }

  private static String ofGraph(String name) {
    String bare = name.replaceAll("[^A-Za-z0-9]", "");
    String letters = bare.isEmpty() || Character.isDigit(bare.charAt(0)) ? "Graph" + bare : bare;
    return letters.substring(0, 1).toUpperCase(Locale.ROOT) + letters.substring(1);
  }

  private void write(String text) {
    try {
      Files.writeString(Path.of(output), text, StandardCharsets.UTF_8);
    } catch (IOException unwritable) {
      throw new BadInputException(
          "%s cannot be written; check that its folder is there and allows it".formatted(output));
    }
  }
}
