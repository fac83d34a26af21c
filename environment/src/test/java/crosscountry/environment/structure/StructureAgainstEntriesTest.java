package crosscountry.environment.structure;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.fixture.DenseElimination;
import crosscountry.environment.fixture.DenseElimination.Edge;
import crosscountry.environment.fixture.DenseElimination.Knowledge;
import crosscountry.environment.fixture.DenseJacobian;
import crosscountry.environment.fixture.RandomOrders;
import crosscountry.environment.fixture.RandomStructures;
import crosscountry.environment.fixture.RandomTensorPrograms;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.linearization.CostModel;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The exact rules against matrices full of entries, of which structure is found by looking.
 *
 * <p>What the rules promise of an edge is always true of its entries, and no product ever has more
 * different factors than they count. As long as no movement, and no sum of edges with different
 * ties, has gone into an edge ({@link Knowledge}), its structure is the finest that there is, and
 * the count is exact.
 */
class StructureAgainstEntriesTest {

  private static final int GRAPHS = 500;

  private final Map<Knowledge, Integer> edges = new EnumMap<>(Knowledge.class);
  private int exactProducts;

  @Test
  void agreesOnRandomPrograms() {
    for (int seed = 0; seed < GRAPHS; seed++) {
      compare(CostModel.GRAPHAX.linearize(RandomTensorPrograms.of(seed)), seed);
    }
    assertThat(edges.get(Knowledge.COMPLETE)).isGreaterThan(20 * GRAPHS);
    assertThat(edges.get(Knowledge.STRUCTURE)).isGreaterThan(GRAPHS / 10);
    assertThat(edges.get(Knowledge.PART)).isGreaterThan(GRAPHS);
    assertThat(exactProducts).isGreaterThan(3 * GRAPHS);
  }

  @Test
  void agreesOnRandomStructures() {
    for (int seed = 0; seed < GRAPHS; seed++) {
      compare(RandomStructures.of(seed, PrincipleRules.EXACT), seed);
    }
    assertThat(exactProducts).isGreaterThan(3 * GRAPHS);
  }

  private void compare(ComputationalGraph graph, long seed) {
    if (graph.isScalar()) {
      return;
    }
    EliminationState state = new EliminationState(graph);
    DenseElimination model = new DenseElimination(graph, seed);
    compareEdges(state, model, seed);
    for (int vertex : RandomOrders.of(graph, seed).vertices()) {
      long cost = compareProducts(state, model, vertex, seed);
      assertThat(state.markowitzDegree(vertex)).isEqualTo((int) cost);
      assertThat(state.eliminate(vertex)).isEqualTo((int) cost);
      model.eliminate(vertex);
      compareEdges(state, model, seed);
    }
  }

  /** Returns what all products that the elimination of a vertex takes cost by the rules. */
  private long compareProducts(
      EliminationState state, DenseElimination model, int vertex, long seed) {
    StructureTable table = state.graph().structures();
    long cost = 0;
    for (Map.Entry<Integer, Edge> in : model.into(vertex).entrySet()) {
      for (Map.Entry<Integer, Edge> out : model.outOf(vertex).entrySet()) {
        int ofIn = state.structure(in.getKey(), vertex);
        int ofOut = state.structure(vertex, out.getKey());
        int counted = table.multiplications(ofIn, ofOut);
        cost += counted;
        String product =
            "seed %d: %s times %s".formatted(seed, table.structure(ofOut), table.structure(ofIn));
        if (!table.structure(ofIn).hasValues() || !table.structure(ofOut).hasValues()) {
          assertThat(counted).as(product).isZero();
          continue;
        }
        long different = out.getValue().jacobian().differentProducts(in.getValue().jacobian());
        if (in.getValue().knowledge() == Knowledge.COMPLETE
            && out.getValue().knowledge() == Knowledge.COMPLETE) {
          assertThat(counted).as(product).isEqualTo((int) different);
          exactProducts++;
        } else {
          assertThat((long) counted).as(product).isGreaterThanOrEqualTo(different);
        }
      }
    }
    return cost;
  }

  private void compareEdges(EliminationState state, DenseElimination model, long seed) {
    for (int head = 0; head < state.graph().vertices(); head++) {
      for (Map.Entry<Integer, Edge> edge : model.into(head).entrySet()) {
        JacobianStructure known =
            state.graph().structures().structure(state.structure(edge.getKey(), head));
        DenseJacobian jacobian = edge.getValue().jacobian();
        String where = "seed %d: edge %d to %d".formatted(seed, edge.getKey(), head);
        if (edge.getValue().knowledge() == Knowledge.PART) {
          assertThat(jacobian.has(known)).as("%s has %s", where, known).isTrue();
        } else {
          assertThat(known).as(where).isEqualTo(jacobian.structure());
        }
        edges.merge(edge.getValue().knowledge(), 1, Integer::sum);
      }
    }
  }
}
