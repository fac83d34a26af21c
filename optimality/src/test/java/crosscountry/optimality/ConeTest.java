package crosscountry.optimality;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.graph.ComputationalGraph;
import java.util.ArrayList;
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

  @Test
  void surplusCutsHoldForEveryOrder() {
    for (long seed = 1; seed <= 60; seed++) {
      Kernel kernel = WovenGraph.kernel(seed);
      Cones cones = new Cones(kernel);
      SurplusCuts surplusCuts = new SurplusCuts(cones);
      List<Cut> cuts = new ArrayList<>();
      for (long other = 1; other <= 10; other++) {
        cuts.addAll(surplusCuts.of(shuffled(kernel, other)));
      }
      for (long other = 11; other <= 20; other++) {
        int[] order = shuffled(kernel, other);
        for (Cut cut : cuts) {
          assertHolds((Cut.Surplus) cut, order, kernel, cones);
        }
      }
    }
  }

  private static void assertHolds(Cut.Surplus cut, int[] order, Kernel kernel, Cones cones) {
    List<Integer> steps = IntStream.of(order).boxed().toList();
    boolean forced =
        cut.reasons().stream()
            .allMatch(reason -> steps.indexOf(reason.first()) < steps.indexOf(reason.second()));
    if (!forced) {
      return;
    }
    EliminationState state = new EliminationState(kernel.graph());
    IntStream.of(kernel.reduced()).forEach(state::eliminate);
    steps.subList(0, steps.indexOf(cut.vertex())).forEach(state::eliminate);
    Cones.Both sides =
        cones.all().stream().filter(both -> both.apex() == cut.vertex()).findAny().orElseThrow();
    int surplus =
        (state.inDegree(cut.vertex()) - sides.leastIn())
            * (state.outDegree(cut.vertex()) - sides.leastOut());
    assertThat(surplus).isGreaterThanOrEqualTo(cut.amount());
  }

  private static int[] shuffled(Kernel kernel, long seed) {
    List<Integer> order = IntStream.of(kernel.vertices()).boxed().collect(Collectors.toList());
    Collections.shuffle(order, new Random(seed));
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  private interface Check {
    void of(Kernel kernel, EliminationState state, int vertex, BitSet eliminated);
  }

  /** Follows a random order of each of many kernels. */
  private static void forEachElimination(Check check) {
    for (long seed = 1; seed <= 100; seed++) {
      ComputationalGraph graph = WovenGraph.of(seed);
      Kernel kernel = WovenGraph.kernel(seed);
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
