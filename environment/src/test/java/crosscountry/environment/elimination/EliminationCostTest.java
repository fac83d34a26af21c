package crosscountry.environment.elimination;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.fixture.EdgeSetElimination;
import crosscountry.environment.fixture.HandMadeGraphs;
import crosscountry.environment.fixture.RandomGraphs;
import crosscountry.environment.fixture.RandomOrders;
import crosscountry.environment.graph.ComputationalGraph;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EliminationCostTest {

  @Property(tries = 100)
  void isTheSumOfWhatEachStepTakes(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph, @ForAll long seed) {
    EliminationOrder order = RandomOrders.of(graph, seed);
    EdgeSetElimination model = new EdgeSetElimination(graph);
    EliminationCost cost = EliminationCost.of(graph, order);
    long sum = 0;
    for (int step = 0; step < order.length(); step++) {
      int products = model.eliminate(order.vertex(step));
      assertThat(cost.steps()[step]).isEqualTo(products);
      sum += products;
    }
    assertThat(cost.multiplications()).isEqualTo(sum);
  }

  @Test
  void isAValue() {
    ComputationalGraph graph = HandMadeGraphs.naumann();
    EliminationCost cost = EliminationCost.of(graph, EliminationOrder.ofEquations(graph, 2, 1, 3));
    cost.steps()[0] = 99;
    int[] steps = {1, 2, 4};
    EliminationCost equal = new EliminationCost(steps);
    steps[0] = 99;

    assertThat(cost).isEqualTo(equal).hasSameHashCodeAs(equal);
    assertThat(cost).isNotEqualTo(new EliminationCost(new int[] {2, 2, 4}));
    assertThat(cost).hasToString("7 multiplications in steps [1, 2, 4]");
  }
}
