package crosscountry.environment.game;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.fixture.HandMadeGraphs;
import crosscountry.environment.graph.ComputationalGraph;
import org.junit.jupiter.api.Test;

class VertexGameTest {

  @Test
  void scalesByTheMarkowitzOrder() {
    VertexGame game = new VertexGame(HandMadeGraphs.naumann());

    assertThat(game.baseline()).isEqualTo(7);
    assertThat(game.costUnit()).isEqualTo(7.0 / 3);
    assertThat(game.bounds().total()).isEqualTo(7);
  }

  @Test
  void theUnitIsAtLeastOneMultiplication() {
    ComputationalGraph free = new ComputationalGraph.Builder("free", 0, 3).output(3).build();

    assertThat(new VertexGame(free).baseline()).isZero();
    assertThat(new VertexGame(free).costUnit()).isEqualTo(1);
    assertThat(new VertexGame(HandMadeGraphs.chain(1)).costUnit()).isEqualTo(1);
  }

  @Test
  void distancesAreSharesOfTheLongestPath() {
    VertexDistances distances = VertexDistances.of(HandMadeGraphs.naumann());

    assertThat(distances.depth()).containsExactly(0, 0, 0.25f, 0.5f, 0.75f, 1, 1);
    assertThat(distances.height()).containsExactly(1, 1, 0.75f, 0.5f, 0.25f, 0, 0);
  }

  @Test
  void aTrajectoryIsAnOrderWithItsCosts() {
    VertexGame game = new VertexGame(HandMadeGraphs.naumann());
    Trajectory trajectory =
        new Trajectory(
            new int[] {3, 2, 4},
            new int[] {1, 2, 4},
            new int[3][],
            new float[3][],
            new float[3],
            5);

    assertThat(trajectory.steps()).isEqualTo(3);
    assertThat(trajectory.multiplications()).isEqualTo(7);
    assertThat(trajectory.order(game))
        .isEqualTo(EliminationOrder.ofEquations(game.graph(), 2, 1, 3));
  }
}
