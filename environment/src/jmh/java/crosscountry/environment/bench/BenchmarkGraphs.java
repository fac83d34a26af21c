package crosscountry.environment.bench;

import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.graph.ComputationalGraph;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Random graphs that are shaped like traced programs, and random orders of them. */
final class BenchmarkGraphs {

  private static final int INPUTS = 6;
  private static final int SPAN = 20;
  private static final int MOST_UNREAD = 5;

  private BenchmarkGraphs() {}

  /**
   * Returns a graph whose equations read one or two of the last results, and what waits longest if
   * much is unread; what nobody reads is an output. With 100 equations about as large as
   * RoeFlux_1d.
   */
  static ComputationalGraph program(int equations) {
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
