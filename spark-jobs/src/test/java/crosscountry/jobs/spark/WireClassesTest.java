package crosscountry.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.datasets.tables.Ints;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.game.FeatureSet;
import crosscountry.environment.game.GameSettings;
import crosscountry.environment.game.Reductions;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.heuristic.HeuristicOrder;
import crosscountry.environment.search.SearchSettings;
import crosscountry.environment.search.Transpositions;
import crosscountry.environment.structure.JacobianStructure;
import crosscountry.environment.structure.Shape;
import crosscountry.jobs.search.Finding;
import crosscountry.jobs.selfplay.GameBatch;
import crosscountry.jobs.selfplay.GameMix;
import crosscountry.jobs.selfplay.PlayTally;
import crosscountry.jobs.selfplay.SelfPlayAssignment;
import crosscountry.models.evaluation.EvaluatorKind;
import crosscountry.models.network.NetworkBlueprint;
import crosscountry.models.network.NetworkSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What crosses the wire arrives as it was, and nothing else crosses it. */
final class WireClassesTest {

  private static final SelfPlayAssignment ASSIGNMENT =
      new SelfPlayAssignment(
          1,
          2,
          3,
          new GameMix(1, 2, 4, 0.8, 3),
          5,
          new SearchSettings(16, 8, 1, 50, 0.2, Transpositions.SHARED),
          EvaluatorKind.AUTO,
          new GameSettings(Reductions.LEFT_OUT, FeatureSet.ALL));

  private final Wire wire = Wire.compact();

  @Test
  void gamesArriveAsTheyWerePlayed() {
    Trajectory game =
        new Trajectory(
            new int[] {4, 3},
            new int[] {6, 2},
            new int[][] {{3, 4}, {3}},
            new float[][] {{0.25f, 0.75f}, {1f}},
            new float[] {1.5f, 0f},
            17);
    PlayTally tally = new PlayTally(7, 14, 170, 56);
    GameBatch arrived = wire.sent(new GameBatch(ASSIGNMENT, 9, List.of(game), tally, 1_000));
    assertThat(arrived.assignment()).isEqualTo(ASSIGNMENT);
    assertThat(arrived.version()).isEqualTo(9);
    assertThat(arrived.tally()).isEqualTo(tally);
    assertThat(arrived.busyNanos()).isEqualTo(1_000);
    assertThat(arrived.games().get(0)).usingRecursiveComparison().isEqualTo(game);
  }

  @Test
  void snapshotsArriveBitByBit() {
    NetworkBlueprint blueprint = new NetworkBlueprint(EncodedPosition.FEATURES, 4);
    float[] parameters = new float[blueprint.parameterCount()];
    for (int index = 0; index < parameters.length; index++) {
      parameters[index] = 1f / (index + 1);
    }
    NetworkSnapshot arrived = wire.sent(new NetworkSnapshot(3, blueprint, parameters));
    assertThat(arrived.version()).isEqualTo(3);
    assertThat(arrived.blueprint()).isEqualTo(blueprint);
    assertThat(arrived.parameters()).isEqualTo(parameters);
  }

  @Test
  void findingsArriveWithTheirOrders() {
    for (Long windows : new Long[] {7L, null}) {
      Finding finding = new Finding(Ints.of(3, 1, 2), 12, windows, 11);
      assertThat(wire.sent(finding)).isEqualTo(finding);
    }
  }

  @Test
  void graphsArriveWithTheirEdges() {
    ComputationalGraph graph =
        new ComputationalGraph.Builder("small", 2, 3)
            .readsInput(1, 0)
            .readsInput(2, 1)
            .readsResult(2, 1)
            .readsResult(3, 2)
            .output(3)
            .build();
    ComputationalGraph arrived = wire.sent(new ComputationalGraph[] {graph})[0];
    assertThat(arrived.name()).isEqualTo("small");
    for (int vertex = 0; vertex < graph.vertices(); vertex++) {
      assertThat(arrived.predecessors(vertex)).isEqualTo(graph.predecessors(vertex));
      assertThat(arrived.successors(vertex)).isEqualTo(graph.successors(vertex));
    }
  }

  @Test
  void tensorGraphsArriveWithTheirStructures() {
    Shape vector = Shape.of(3);
    JacobianStructure dense = JacobianStructure.dense(vector, vector);
    ComputationalGraph graph =
        new ComputationalGraph.Builder("tensors", 1, 3)
            .readsInput(1, 0, dense)
            .readsResult(2, 1, dense)
            .readsResult(3, 1, dense)
            .readsResult(3, 2, dense)
            .output(3)
            .build();
    ComputationalGraph arrived = wire.sent(new ComputationalGraph[] {graph})[0];
    assertThat(arrived.isScalar()).isFalse();
    assertThat(arrived.structures().rules()).isEqualTo(graph.structures().rules());
    for (HeuristicOrder rule : HeuristicOrder.values()) {
      EliminationCost here = EliminationCost.of(graph, rule.of(graph));
      EliminationCost there = EliminationCost.of(arrived, rule.of(arrived));
      assertThat(there.multiplications()).isEqualTo(here.multiplications()).isPositive();
    }
  }

  @Test
  void whatSaysUnequallyMuchOfItsStepsIsNotSent() {
    Trajectory torn =
        new Trajectory(
            new int[] {4, 3}, new int[] {6}, new int[2][0], new float[2][0], new float[2], 2);
    GameBatch batch = new GameBatch(ASSIGNMENT, 9, List.of(torn), PlayTally.NOTHING, 1);
    assertThatThrownBy(() -> wire.bytes(batch)).hasMessageContaining("must have 2 entries, not 1");
  }

  @Test
  void whatIsNotRegisteredIsRefused() {
    assertThatThrownBy(() -> wire.sent(new StringBuilder("stowaway")))
        .hasMessageContaining("not registered");
  }
}
