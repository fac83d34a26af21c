package crosscountry.environment.elimination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.environment.fixture.HandMadeGraphs;
import crosscountry.environment.graph.ComputationalGraph;
import org.junit.jupiter.api.Test;

class EliminationOrderTest {

  private static final ComputationalGraph GRAPH = HandMadeGraphs.naumann();

  private static void assertRefused(String message, int... equations) {
    assertThatThrownBy(() -> EliminationOrder.ofEquations(GRAPH, equations))
        .isInstanceOf(InvalidOrderException.class)
        .hasMessage(message);
  }

  @Test
  void equationsAndVerticesAreTheSameOrder() {
    EliminationOrder order = EliminationOrder.ofEquations(GRAPH, 3, 1, 2);

    assertThat(order.length()).isEqualTo(3);
    assertThat(order.vertices()).containsExactly(4, 2, 3);
    assertThat(order.vertex(0)).isEqualTo(4);
    assertThat(order.equations()).containsExactly(3, 1, 2);
    assertThat(EliminationOrder.ofVertices(GRAPH, 4, 2, 3)).isEqualTo(order);
    assertThat(order).hasToString("[3, 1, 2]");
  }

  @Test
  void anUnknownEquationIsRefused() {
    assertRefused(
        "position 2 of the order names equation 6, but naumann has equations 1 to 5", 1, 6, 3);
    assertRefused(
        "position 1 of the order names equation 0, but naumann has equations 1 to 5", 0, 2, 3);
    assertRefused(
        "position 1 of the order names equation -1, but naumann has equations 1 to 5", -1, 2, 3);
  }

  @Test
  void anOutputIsRefused() {
    assertRefused(
        "position 3 of the order names equation 4, which is an output of naumann and stays",
        1,
        2,
        4);
  }

  @Test
  void aRepeatedEquationIsRefused() {
    assertRefused("position 3 of the order repeats equation 1", 1, 2, 1);
  }

  @Test
  void aMissingEquationIsRefused() {
    assertRefused("the order lacks 1 of the 3 eliminable equations of naumann: 2", 1, 3);
    assertRefused("the order lacks 3 of the 3 eliminable equations of naumann: 1, 2, 3");
  }

  @Test
  void fiveMissingEquationsAreNamed() {
    ComputationalGraph comb = HandMadeGraphs.comb(8);

    assertThatThrownBy(() -> EliminationOrder.ofEquations(comb, 1, 3))
        .isInstanceOf(InvalidOrderException.class)
        .hasMessage("the order lacks 6 of the 8 eliminable equations of comb: 2, 4, 5, 6, 7, ...");
  }

  @Test
  void inputsAreNoVerticesOfAnOrder() {
    assertThatThrownBy(() -> EliminationOrder.ofVertices(GRAPH, 2, 3, 0))
        .isInstanceOf(InvalidOrderException.class)
        .hasMessage("position 3 of the order names equation -1, but naumann has equations 1 to 5");
  }

  @Test
  void theCopyOfAnOutputIsNoVertexOfAnOrder() {
    ComputationalGraph graph =
        new ComputationalGraph.Builder("f", 1, 2)
            .readsInput(1, 0)
            .readsResult(2, 1)
            .output(1)
            .output(2)
            .build();

    assertThat(EliminationOrder.ofEquations(graph, 1).vertices()).containsExactly(1);
    assertThatThrownBy(() -> EliminationOrder.ofVertices(graph, 3))
        .hasMessage("position 1 of the order names equation 3, but f has equations 1 to 2");
  }

  @Test
  void callersCannotChangeAnOrder() {
    int[] equations = {1, 2, 3};
    EliminationOrder order = EliminationOrder.ofEquations(GRAPH, equations);
    equations[0] = 3;
    order.equations()[0] = 3;
    order.vertices()[0] = 3;

    assertThat(order.equations()).containsExactly(1, 2, 3);
    assertThat(order.vertices()).containsExactly(2, 3, 4);
  }
}
