package crosscountry.environment.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.structure.JacobianStructure;
import crosscountry.environment.structure.PrincipleRules;
import crosscountry.environment.structure.Shape;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class VertexExtentsTest {

  private static final Offset<Float> ROUNDING = within(1e-6f);

  private static void assertLogs(float[] logs, double... counts) {
    assertThat(logs).hasSize(counts.length);
    for (int vertex = 0; vertex < counts.length; vertex++) {
      assertThat(logs[vertex])
          .as("vertex %d", vertex)
          .isCloseTo((float) Math.log(counts[vertex]), ROUNDING);
    }
  }

  /**
   * Inputs 0 of 6 numbers and 1 of 2; equation 1 makes 12 numbers of input 0, equation 2 one number
   * of them, equation 3 makes 10 numbers of that and of input 1, the outputs 4 of 5 and 5 of 3
   * numbers read it, and 5 also input 1.
   */
  @Test
  void whatFlowsThroughTensorsIsCounted() {
    Shape[] shapes = {
      Shape.of(2, 3),
      Shape.of(2),
      Shape.of(3, 4),
      Shape.of(1),
      Shape.of(10),
      Shape.of(5),
      Shape.of(3)
    };
    ComputationalGraph graph =
        new ComputationalGraph.Builder("tensors", 2, 5, PrincipleRules.PRINCIPLE)
            .readsInput(1, 0, JacobianStructure.dense(shapes[2], shapes[0]))
            .readsResult(2, 1, JacobianStructure.dense(shapes[3], shapes[2]))
            .readsResult(3, 2, JacobianStructure.dense(shapes[4], shapes[3]))
            .readsInput(3, 1, JacobianStructure.dense(shapes[4], shapes[1]))
            .readsResult(4, 3, JacobianStructure.dense(shapes[5], shapes[4]))
            .readsResult(5, 3, JacobianStructure.dense(shapes[6], shapes[4]))
            .readsInput(5, 1, JacobianStructure.dense(shapes[6], shapes[1]))
            .output(4)
            .output(5)
            .build();
    VertexExtents extents = VertexExtents.of(graph);

    assertLogs(extents.logHeld(), 6, 2, 12, 1, 10, 5, 3);
    assertLogs(extents.logInWidth(), 6, 2, 6, 1, 3, 3, 3);
    assertLogs(extents.logOutWidth(), 1, 2, 1, 1, 8, 5, 3);
    assertLogs(extents.logInputs(), 1 + 6, 1 + 2, 1 + 6, 1 + 6, 1 + 8, 1 + 8, 1 + 8);
    assertLogs(extents.logOutputs(), 1 + 8, 1 + 8, 1 + 8, 1 + 8, 1 + 8, 1 + 5, 1 + 3);
  }

  /** An input that two paths lead from is counted once, though its numbers flow twice. */
  @Test
  void pathsThatPartAndMeetAgainAreCountedOnce() {
    Shape four = Shape.of(4);
    Shape nine = Shape.of(3, 3);
    ComputationalGraph graph =
        new ComputationalGraph.Builder("diamond", 1, 4, PrincipleRules.PRINCIPLE)
            .readsInput(1, 0, JacobianStructure.dense(nine, four))
            .readsInput(2, 0, JacobianStructure.dense(nine, four))
            .readsResult(3, 1, JacobianStructure.dense(nine, nine))
            .readsResult(3, 2, JacobianStructure.dense(nine, nine))
            .readsResult(4, 3, JacobianStructure.dense(four, nine))
            .output(4)
            .build();
    VertexExtents extents = VertexExtents.of(graph);

    assertLogs(extents.logHeld(), 4, 9, 9, 9, 4);
    assertLogs(extents.logInputs(), 5, 5, 5, 5, 5);
    assertLogs(extents.logOutputs(), 5, 5, 5, 5, 5);
    assertLogs(extents.logInWidth(), 4, 4, 4, 8, 4);
    assertLogs(extents.logOutWidth(), 4, 4, 4, 4, 4);
  }

  /**
   * Equation 1 is a constant, 2 reads both inputs, the output 3 reads 1 and 2, the output 4 reads 2
   * and nobody reads 5, which reads input 1.
   */
  @Test
  void aScalarHoldsOneNumber() {
    ComputationalGraph graph =
        new ComputationalGraph.Builder("scalars", 2, 5)
            .readsInput(2, 0)
            .readsInput(2, 1)
            .readsResult(3, 1)
            .readsResult(3, 2)
            .readsResult(4, 2)
            .readsInput(5, 1)
            .output(3)
            .output(4)
            .build();
    VertexExtents extents = VertexExtents.of(graph);

    assertLogs(extents.logHeld(), 1, 1, 1, 1, 1, 1, 1);
    assertLogs(extents.logInWidth(), 1, 1, 1, 1, 1, 1, 1);
    assertLogs(extents.logOutWidth(), 1, 1, 1, 1, 1, 1, 1);
    assertLogs(extents.logInputs(), 2, 2, 1, 3, 3, 3, 2);
    assertLogs(extents.logOutputs(), 3, 3, 2, 3, 2, 2, 1);
  }
}
