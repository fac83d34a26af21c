package crosscountry.optimality;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.graph.ComputationalGraph;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConeTest {

  @Test
  void whereAllIsDecidedTheLeastDegreeIsTheDegree() {
    forEachElimination(
        (kernel, state, vertex, eliminated) -> {
          BitSet live = live(kernel);
          live.andNot(eliminated);
          assertThat(new Cone(kernel, Side.IN, vertex).leastDegree(live, eliminated))
              .isEqualTo(state.inDegree(vertex));
          assertThat(new Cone(kernel, Side.OUT, vertex).leastDegree(live, eliminated))
              .isEqualTo(state.outDegree(vertex));
        });
  }

  @Test
  void whatIsLeftOpenNeverRaisesTheLeastDegree() {
    Random random = new Random(1);
    forEachElimination(
        (kernel, state, vertex, eliminated) -> {
          BitSet open = new BitSet();
          live(kernel).stream().filter(v -> random.nextBoolean()).forEach(open::set);
          BitSet live = live(kernel);
          live.andNot(eliminated);
          live.andNot(open);
          BitSet dead = (BitSet) eliminated.clone();
          dead.andNot(open);
          assertThat(new Cone(kernel, Side.IN, vertex).leastDegree(live, dead))
              .isLessThanOrEqualTo(state.inDegree(vertex));
          assertThat(new Cone(kernel, Side.OUT, vertex).leastDegree(live, dead))
              .isLessThanOrEqualTo(state.outDegree(vertex));
        });
  }

  private interface Check {
    void of(Kernel kernel, EliminationState state, int vertex, BitSet eliminated);
  }

  /** Follows a random order of each of many kernels. */
  private static void forEachElimination(Check check) {
    for (long seed = 1; seed <= 100; seed++) {
      ComputationalGraph graph = WovenGraph.of(seed);
      Kernel kernel = Kernel.of(graph);
      EliminationState state = new EliminationState(graph);
      IntStream.of(kernel.reduced()).forEach(state::eliminate);
      List<Integer> order = IntStream.of(kernel.vertices()).boxed().collect(Collectors.toList());
      Collections.shuffle(order, new Random(seed));
      BitSet eliminated = new BitSet();
      for (int vertex : order) {
        check.of(kernel, state, vertex, eliminated);
        state.eliminate(vertex);
        eliminated.set(vertex);
      }
    }
  }

  private static BitSet live(Kernel kernel) {
    BitSet live = new BitSet();
    IntStream.of(kernel.vertices()).forEach(live::set);
    return live;
  }
}
