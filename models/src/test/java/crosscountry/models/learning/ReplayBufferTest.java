package crosscountry.models.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.game.FollowedPosition;
import crosscountry.environment.game.NeighbourLists;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.models.network.Architecture;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ReplayBufferTest {

  /** Two inputs; c = a b, d = c a, e = c d and f = d e, of which f is the output. */
  private static final VertexGame GAME =
      new VertexGame(
          new ComputationalGraph.Builder("small", 2, 4)
              .readsInput(1, 0)
              .readsInput(1, 1)
              .readsResult(2, 1)
              .readsInput(2, 0)
              .readsResult(3, 1)
              .readsResult(3, 2)
              .readsResult(4, 2)
              .readsResult(4, 3)
              .output(4)
              .build());

  @Test
  void anExampleIsThePositionWithItsPolicyAndWhatTheGameThenCost() {
    Trajectory game = game(3, 2, 4);
    ReplayBuffer buffer = new ReplayBuffer(100, Architecture.POOLED_VERTEXWISE);
    buffer.add(GAME, game);
    Set<Integer> seen = new HashSet<>();
    for (TrainingExample example : buffer.draw(64, new SplittableRandom(1))) {
      int move = 3 - example.live();
      seen.add(move);
      EncodedPosition position = positionBefore(game, move);
      for (int row = 0; row < example.live(); row++) {
        int vertex = position.vertices()[row];
        for (int feature = 0; feature < EncodedPosition.FEATURES; feature++) {
          assertThat(example.rows()[row * EncodedPosition.FEATURES + feature])
              .isEqualTo(position.rows()[row][feature]);
        }
        float expected = vertex == game.vertices()[move] ? 1f : 0f;
        assertThat(example.policyTarget()[row]).isEqualTo(expected);
        assertThat(example.excessTarget()[row] * GAME.costUnit())
            .isCloseTo(costOf(game, vertex) - GAME.bounds().bound(vertex), offset(1e-5));
      }
      assertThat((double) example.valueScale())
          .isCloseTo(GAME.costUnit() / GAME.baseline(), offset(1e-6));
    }
    assertThat(seen).containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void neighboursComeWithExamplesWhereTheNetworkReadsThem() {
    ReplayBuffer blind = new ReplayBuffer(100, Architecture.POOLED_VERTEXWISE);
    ReplayBuffer seeing = new ReplayBuffer(100, Architecture.NEIGHBOURHOOD);
    blind.add(GAME, game(3, 2, 4));
    seeing.add(GAME, game(3, 2, 4));
    for (TrainingExample example : blind.draw(20, new SplittableRandom(4))) {
      assertThat(example.neighbours().predecessors().lists()).isZero();
    }
    for (TrainingExample example : seeing.draw(20, new SplittableRandom(4))) {
      NeighbourLists predecessors = example.neighbours().predecessors();
      assertThat(predecessors.lists()).isEqualTo(example.live());
      // c -> d, c -> e and d -> e at first; when d is gone only c -> e.
      assertThat(predecessors.rows()).hasSize(new int[] {0, 0, 1, 3}[example.live()]);
      assertThat(example.neighbours().successors().length()).isEqualTo(predecessors.length());
    }
  }

  @Test
  void theOldestGamesLeaveFirst() {
    ReplayBuffer buffer = new ReplayBuffer(6, Architecture.POOLED_VERTEXWISE);
    buffer.add(GAME, game(2, 3, 4));
    buffer.add(GAME, game(3, 2, 4));
    buffer.add(GAME, game(4, 3, 2));
    assertThat(buffer.positions()).isEqualTo(6);
    Set<Integer> firstMoves = new HashSet<>();
    for (TrainingExample example : buffer.draw(300, new SplittableRandom(2))) {
      if (example.live() == 3) {
        firstMoves.add(chosenRow(example));
      }
    }
    // Rows of the full position are vertices 2, 3, 4; the game that began with 2 has left.
    assertThat(firstMoves).containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void theSameSeedDrawsTheSameExamples() {
    ReplayBuffer buffer = new ReplayBuffer(100, Architecture.POOLED_VERTEXWISE);
    buffer.add(GAME, game(3, 2, 4));
    buffer.add(GAME, game(4, 2, 3));
    List<TrainingExample> one = buffer.draw(20, new SplittableRandom(3));
    List<TrainingExample> other = buffer.draw(20, new SplittableRandom(3));
    for (int index = 0; index < one.size(); index++) {
      assertThat(one.get(index).rows()).isEqualTo(other.get(index).rows());
      assertThat(one.get(index).policyTarget()).isEqualTo(other.get(index).policyTarget());
    }
  }

  @Test
  void anEmptyBufferAndACapacityOfNothingAreRefused() {
    assertThatThrownBy(() -> new ReplayBuffer(0, Architecture.POOLED_VERTEXWISE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new ReplayBuffer(1, Architecture.POOLED_VERTEXWISE)
                    .draw(1, new SplittableRandom(1)))
        .isInstanceOf(IllegalStateException.class);
  }

  /** A game whose search gave all its weight to what was played. */
  private static Trajectory game(int... vertices) {
    EliminationState state = new EliminationState(GAME.graph());
    int[] costs = new int[vertices.length];
    int[][] moves = new int[vertices.length][];
    float[][] policy = new float[vertices.length][];
    for (int move = 0; move < vertices.length; move++) {
      costs[move] = state.eliminate(vertices[move]);
      moves[move] = new int[] {vertices[move]};
      policy[move] = new float[] {1f};
    }
    return new Trajectory(vertices, costs, moves, policy, new float[vertices.length], 0);
  }

  private static EncodedPosition positionBefore(Trajectory game, int move) {
    FollowedPosition followed = new FollowedPosition(GAME);
    for (int earlier = 0; earlier < move; earlier++) {
      followed.eliminate(game.vertices()[earlier]);
    }
    EncodedPosition position = new EncodedPosition(3);
    followed.encode(position);
    return position;
  }

  private static int costOf(Trajectory game, int vertex) {
    for (int move = 0; move < game.moves(); move++) {
      if (game.vertices()[move] == vertex) {
        return game.costs()[move];
      }
    }
    throw new IllegalArgumentException("vertex " + vertex + " was not played");
  }

  private static int chosenRow(TrainingExample example) {
    for (int row = 0; row < example.live(); row++) {
      if (example.policyTarget()[row] == 1f) {
        return row;
      }
    }
    throw new IllegalStateException("no move was chosen");
  }
}
