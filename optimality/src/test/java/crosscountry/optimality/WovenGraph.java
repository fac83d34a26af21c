package crosscountry.optimality;

import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.graph.ComputationalGraph;
import java.util.Random;

/** Random graphs with many paths between few vertices, of which reductions leave something. */
final class WovenGraph {

  private static final int MOST_INNER = 10;

  private WovenGraph() {}

  /** Returns what reductions leave of the graph that a seed determines. */
  static Kernel kernel(long seed) {
    ComputationalGraph graph = of(seed);
    return Kernel.of(graph, CutBounds.of(graph));
  }

  /** Returns the graph that a seed determines, of four to ten eliminable vertices. */
  static ComputationalGraph of(long seed) {
    Random random = new Random(seed);
    int inputs = 2 + random.nextInt(4);
    int inner = 4 + random.nextInt(MOST_INNER - 3);
    int outputs = 2 + random.nextInt(3);
    double density = 0.15 + 0.35 * random.nextDouble();
    ComputationalGraph.Builder builder =
        new ComputationalGraph.Builder("woven " + seed, inputs, inner + outputs);
    for (int number = 1; number <= inner + outputs; number++) {
      boolean isOutput = number > inner;
      for (int input = 0; !isOutput && input < inputs; input++) {
        if (random.nextDouble() < density) {
          builder.readsInput(number, input);
        }
      }
      for (int earlier = 1; earlier < number && earlier <= inner; earlier++) {
        if (random.nextDouble() < density) {
          builder.readsResult(number, earlier);
        }
      }
      if (isOutput) {
        builder.output(number);
      }
    }
    return builder.build();
  }
}
