package crosscountry.jobs.codegen;

import crosscountry.datasets.catalog.Catalog;
import crosscountry.datasets.catalog.CatalogEntry;
import crosscountry.environment.annealing.AnnealingBudget;
import crosscountry.environment.annealing.AnnealingSettings;
import crosscountry.environment.annealing.SimulatedAnnealing;
import crosscountry.environment.bounds.CutBounds;
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
import crosscountry.environment.straightline.ShortestCode;
import java.util.Arrays;
import java.util.List;

/** The functions of scalars in the catalog, orders of them, and the code along these. */
public final class ScalarGraphs {

  /** How an order is found. */
  public enum Rule {
    /** Ascending equation numbers. */
    FORWARD,
    /** Descending equation numbers. */
    REVERSE,
    /** Least Markowitz degree first. */
    MARKOWITZ,
    /** Annealing by what cost model principle counts. */
    DISCOVERED,
    /** Annealing by what cost model graphax counts, where copies and signs are free. */
    DISCOVERED_GRAPHAX,
    /** Search for the shortest code, from the others. */
    SHORTEST
  }

  private static final int SEED = 1;

  private ScalarGraphs() {}

  /** Returns the functions. */
  public static List<Program> programs() {
    return Catalog.builtIn().entries().stream()
        .map(CatalogEntry::program)
        .filter(Program::isScalar)
        .toList();
  }

  /**
   * Returns an order of equation numbers.
   *
   * @param effort re-insertions that annealing tries; the search for short code tries one for each
   *     hundred of them
   */
  public static EliminationOrder order(Program program, Rule rule, int effort) {
    ComputationalGraph graph = CostModel.PRINCIPLE.linearize(program);
    return switch (rule) {
      case FORWARD -> HeuristicOrder.FORWARD.of(graph);
      case REVERSE -> HeuristicOrder.REVERSE.of(graph);
      case MARKOWITZ -> HeuristicOrder.MARKOWITZ.of(graph);
      case DISCOVERED -> annealed(graph, effort);
      case DISCOVERED_GRAPHAX ->
          EliminationOrder.ofVertices(
              graph, annealed(CostModel.GRAPHAX.linearize(program), effort).vertices());
      case SHORTEST ->
          ShortestCode.search(
              program,
              List.of(
                  HeuristicOrder.FORWARD.of(graph),
                  order(program, Rule.DISCOVERED_GRAPHAX, effort)),
              effort / 100,
              SEED);
    };
  }

  private static EliminationOrder annealed(ComputationalGraph graph, int windows) {
    return new SimulatedAnnealing(graph, CutBounds.of(graph), AnnealingSettings.defaults())
        .run(
            List.of(HeuristicOrder.LMMD.of(graph)),
            new AnnealingBudget.Windows(windows),
            SEED,
            () -> false)
        .order();
  }

  /** Returns the name of the class of a code. */
  public static String className(Program program, Rule rule) {
    return "C_%s_%s".formatted(program.name(), rule);
  }

  /** Returns the code along an order in Java. */
  public static String java(Program program, Rule rule, EliminationOrder order) {
    return JavaSource.of(
        JacobianCode.along(program, order), className(program, rule), origin(program, rule, order));
  }

  /** Returns the code along an order in Python. */
  public static String jax(Program program, Rule rule, EliminationOrder order) {
    return JaxSource.of(JacobianCode.along(program, order), origin(program, rule, order));
  }

  private static CodeOrigin origin(Program program, Rule rule, EliminationOrder order) {
    return new CodeOrigin(
        program.name(),
        program.fingerprint(),
        rule.name(),
        Arrays.stream(order.equations()).boxed().toList(),
        CostModel.PRINCIPLE.label(),
        EliminationCost.of(CostModel.PRINCIPLE.linearize(program), order).multiplications(),
        "crosscountry test");
  }
}
