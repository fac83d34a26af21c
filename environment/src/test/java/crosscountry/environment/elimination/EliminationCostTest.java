package crosscountry.environment.elimination;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.fixture.EdgeSetElimination;
import crosscountry.environment.fixture.HandMadeGraphs;
import crosscountry.environment.fixture.RandomGraphs;
import crosscountry.environment.fixture.RandomOrders;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.heuristic.HeuristicOrder;
import crosscountry.environment.structure.JacobianStructure;
import crosscountry.environment.structure.PrincipleRules;
import crosscountry.environment.structure.PublishedType;
import crosscountry.environment.structure.Shape;
import crosscountry.environment.structure.StructureTable;
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

  /** Two paths through one vertex, each of whose products takes 1,200^3 multiplications. */
  @Test
  void isExactWhereOneEliminationTakesMoreThanAnInt() {
    Shape square = Shape.of(1_200, 1_200);
    JacobianStructure left = PublishedType.ROW_DELTA.between(square, square);
    JacobianStructure right = PublishedType.COLUMN_DELTA.between(square, square);
    ComputationalGraph graph =
        new ComputationalGraph.Builder("large", 2, 2, PrincipleRules.PRINCIPLE)
            .readsInput(1, 0, left)
            .readsInput(1, 1, left)
            .readsResult(2, 1, right)
            .output(2)
            .build();
    EliminationState state = new EliminationState(graph);
    long product = PrincipleRules.PRINCIPLE.multiplications(left, right);

    assertThat(2 * product).isGreaterThan(StructureTable.MANY);
    assertThat(EliminationCost.of(graph, HeuristicOrder.FORWARD.of(graph)).multiplications())
        .isEqualTo(2 * product);
    assertThat(state.markowitzDegree(graph.vertexOf(1))).isEqualTo(StructureTable.MANY);
    assertThat(state.eliminate(graph.vertexOf(1))).isEqualTo(StructureTable.MANY);
  }

  @Test
  void isAValue() {
    ComputationalGraph graph = HandMadeGraphs.naumann();
    EliminationCost cost = EliminationCost.of(graph, EliminationOrder.ofEquations(graph, 2, 1, 3));
    cost.steps()[0] = 99;
    long[] steps = {1, 2, 4};
    EliminationCost equal = new EliminationCost(steps);
    steps[0] = 99;

    assertThat(cost).isEqualTo(equal).hasSameHashCodeAs(equal);
    assertThat(cost).isNotEqualTo(new EliminationCost(new long[] {2, 2, 4}));
    assertThat(cost).hasToString("7 multiplications in steps [1, 2, 4]");
  }
}
