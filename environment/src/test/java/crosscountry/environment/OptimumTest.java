package crosscountry.environment;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.annealing.AnnealingBudget;
import crosscountry.environment.annealing.AnnealingResult;
import crosscountry.environment.annealing.SimulatedAnnealing;
import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.exact.ExhaustiveOptimum;
import crosscountry.environment.fixture.RandomGraphs;
import crosscountry.environment.fixture.RandomOrders;
import crosscountry.environment.fixture.RandomShapes;
import crosscountry.environment.fixture.SubsetDynamicProgram;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.heuristic.HeuristicOrder;
import crosscountry.environment.reduction.Reducer;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Everything that knows something of least costs agrees on small graphs. */
class OptimumTest {

  private static final int RANDOM_ORDERS = 5;
  private static final int WINDOWS = 20_000;

  @Property(tries = 2000)
  void allAgreeOnTheOptimum(@ForAll long seed) {
    assertAgreement(RandomShapes.of(seed), seed);
  }

  @Property(tries = 2000)
  void allAgreeOnTheOptimumOfOddGraphs(
      @ForAll(supplier = RandomGraphs.Small.class) ComputationalGraph graph, @ForAll long seed) {
    assertAgreement(graph, seed);
  }

  private static void assertAgreement(ComputationalGraph graph, long seed) {
    SubsetDynamicProgram solved = new SubsetDynamicProgram(graph);
    long optimum = solved.optimum();

    assertThat(CutBounds.of(graph).total()).as("bound").isLessThanOrEqualTo(optimum);
    for (HeuristicOrder heuristic : HeuristicOrder.values()) {
      assertThat(cost(graph, heuristic.of(graph))).isGreaterThanOrEqualTo(optimum);
    }
    for (int repetition = 0; repetition < RANDOM_ORDERS; repetition++) {
      assertThat(cost(graph, RandomOrders.of(graph, seed + repetition)))
          .isGreaterThanOrEqualTo(optimum);
    }
    assertThat(reducedThenSolved(graph, solved)).as("reductions").isEqualTo(optimum);
    assertThat(ExhaustiveOptimum.of(graph).multiplications()).as("exact").isEqualTo(optimum);
    AnnealingResult annealed =
        new SimulatedAnnealing(graph).run(new AnnealingBudget.Windows(WINDOWS), seed, () -> false);
    assertThat(annealed.multiplications()).as("annealing").isEqualTo(optimum);
    assertThat(cost(graph, annealed.order())).isEqualTo(optimum);
  }

  private static long cost(ComputationalGraph graph, EliminationOrder order) {
    return EliminationCost.of(graph, order).multiplications();
  }

  private static long reducedThenSolved(ComputationalGraph graph, SubsetDynamicProgram solved) {
    EliminationState state = new EliminationState(graph);
    long multiplications = new Reducer(graph).reduce(state);
    Set<Integer> left = new TreeSet<>();
    for (int vertex = state.nextLive(0); vertex >= 0; vertex = state.nextLive(vertex + 1)) {
      left.add(vertex);
    }
    return multiplications + solved.remaining(left);
  }
}
