package crosscountry.environment.game;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.graph.ComputationalGraph;
import org.junit.jupiter.api.Test;

class VertexDistancesTest {

  /**
   * Equations 1 to 3 are a chain that begins with a constant and joins input 0 in the output 4;
   * equation 5 reads the input and is read by nobody.
   */
  private static final ComputationalGraph GRAPH =
      new ComputationalGraph.Builder("odd", 1, 5)
          .readsResult(2, 1)
          .readsResult(3, 2)
          .readsInput(4, 0)
          .readsResult(4, 3)
          .readsInput(5, 0)
          .output(4)
          .build();

  @Test
  void pathsOfConstantsAndToDeadVerticesCount() {
    VertexDistances distances = VertexDistances.of(GRAPH);

    float third = 1 / 3f;
    assertThat(distances.depth()).containsExactly(0, 0, third, 2 * third, 1, third);
    assertThat(distances.height()).containsExactly(third, 1, 2 * third, third, 0, 0);
  }

  @Test
  void aGraphWithoutEdgesHasNoDistances() {
    VertexDistances distances =
        VertexDistances.of(new ComputationalGraph.Builder("empty", 1, 1).output(1).build());

    assertThat(distances.depth()).containsOnly(0);
    assertThat(distances.height()).containsOnly(0);
  }
}
