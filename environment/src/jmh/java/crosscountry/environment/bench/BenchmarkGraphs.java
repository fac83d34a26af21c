package crosscountry.environment.bench;

import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.heuristic.HeuristicOrder;
import crosscountry.environment.linearization.CostModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * RoeFlux_1d, Encoder and f, random graphs that are shaped like traced programs, and random orders
 * of them.
 */
final class BenchmarkGraphs {

  private static final int INPUTS = 6;
  private static final int SPAN = 20;
  private static final int MOST_UNREAD = 5;

  private BenchmarkGraphs() {}

  /** Returns the graph of a benchmark's parameter: a function, or a number of equations. */
  static ComputationalGraph of(String parameter) {
    return switch (parameter) {
      case "RoeFlux_1d" -> roeFlux();
      case "Encoder" -> tensors("Encoder", 135_010, 4688);
      case "f" -> tensors("f", 17_728, 9333);
      default -> program(Integer.parseInt(parameter));
    };
  }

  /**
   * Returns the graph of a function of tensors, as AlphaGrad counts.
   *
   * @throws IllegalStateException if its forward and reverse orders do not cost what AlphaGrad's
   *     published code makes of them
   */
  private static ComputationalGraph tensors(String name, long forward, long reverse) {
    ComputationalGraph graph =
        CostModel.ALPHAGRAD.linearize(ProgramText.read(name, lines(name + ".txt")));
    require(graph, HeuristicOrder.FORWARD, forward);
    require(graph, HeuristicOrder.REVERSE, reverse);
    return graph;
  }

  /**
   * Returns the approximate Riemann solver RoeFlux_1d.
   *
   * @throws IllegalStateException if its forward, reverse and Markowitz orders do not cost what is
   *     published (arXiv 2406.05027, table 1)
   */
  private static ComputationalGraph roeFlux() {
    List<String> lines = lines("RoeFlux_1d.txt");
    int equations = lines.size() - 2;
    ComputationalGraph.Builder builder =
        new ComputationalGraph.Builder(
            "RoeFlux_1d", Integer.parseInt(lines.get(0)), equations);
    for (int number = 1; number <= equations; number++) {
      for (String operand : lines.get(number).split(" ")) {
        if (operand.startsWith("x")) {
          builder.readsInput(number, Integer.parseInt(operand.substring(1)));
        } else {
          builder.readsResult(number, Integer.parseInt(operand));
        }
      }
    }
    for (String output : lines.get(equations + 1).split(" ")) {
      builder.output(Integer.parseInt(output));
    }
    ComputationalGraph graph = builder.build();
    require(graph, HeuristicOrder.FORWARD, 620);
    require(graph, HeuristicOrder.REVERSE, 364);
    require(graph, HeuristicOrder.MARKOWITZ, 407);
    return graph;
  }

  private static void require(ComputationalGraph graph, HeuristicOrder order, long published) {
    long counted = EliminationCost.of(graph, order.of(graph)).multiplications();
    if (counted != published) {
      throw new IllegalStateException(
          "%s of %s costs %d, not %d".formatted(order, graph.name(), counted, published));
    }
  }

  private static List<String> lines(String resource) {
    try (InputStream stream = BenchmarkGraphs.class.getResourceAsStream(resource)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Returns a graph whose equations read one or two of the last results, and what waits longest if
   * much is unread; what nobody reads is an output.
   */
  private static ComputationalGraph program(int equations) {
    SplittableRandom random = new SplittableRandom(1);
    ComputationalGraph.Builder builder =
        new ComputationalGraph.Builder("program", INPUTS, equations);
    TreeSet<Integer> unread = new TreeSet<>();
    for (int number = 1; number <= equations; number++) {
      for (int operand = random.nextInt(3) / 2; operand < 2; operand++) {
        int earlier =
            unread.size() > MOST_UNREAD ? unread.first() : number - random.nextInt(1, SPAN);
        if (earlier < 1) {
          builder.readsInput(number, Math.floorMod(earlier, INPUTS));
        } else {
          builder.readsResult(number, earlier);
          unread.remove(earlier);
        }
      }
      unread.add(number);
    }
    unread.forEach(builder::output);
    return builder.build();
  }

  /** Returns a uniformly random order. */
  static EliminationOrder order(ComputationalGraph graph, SplittableRandom random) {
    int[] vertices = graph.eliminable();
    for (int last = vertices.length - 1; last > 0; last--) {
      int other = random.nextInt(last + 1);
      int vertex = vertices[last];
      vertices[last] = vertices[other];
      vertices[other] = vertex;
    }
    return EliminationOrder.ofVertices(graph, vertices);
  }
}
