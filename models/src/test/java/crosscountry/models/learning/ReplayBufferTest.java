package crosscountry.models.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.game.FeatureSet;
import crosscountry.environment.game.FollowedPosition;
import crosscountry.environment.game.GameSettings;
import crosscountry.environment.game.NeighbourLists;
import crosscountry.environment.game.Reductions;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.models.network.Architecture;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
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
              .build(),
          new GameSettings(Reductions.LEFT_OUT, FeatureSet.ALL));

  @Test
  void anExampleIsThePositionWithItsPolicyAndWhatTheGameThenCost() {
    Trajectory game = game(3, 2, 4);
    ReplayBuffer buffer = latest(100);
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
    ReplayBuffer blind =
        new ReplayBuffer(new ReplaySettings(100, 1, 0), Architecture.POOLED_VERTEXWISE);
    ReplayBuffer seeing =
        new ReplayBuffer(new ReplaySettings(100, 1, 0), Architecture.NEIGHBOURHOOD);
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
    ReplayBuffer buffer = latest(6);
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
    ReplayBuffer buffer = mixed(0.5);
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
    assertThatThrownBy(() -> latest(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> latest(1).draw(1, new SplittableRandom(1)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new ReplaySettings(1, 0, 0.5))
        .isInstanceOf(IllegalArgumentException.class);
    for (double share : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> new ReplaySettings(1, 1, share))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** The latest games say nothing of the policy here, so that who teaches it was the cheapest. */
  @Test
  void theCheapestGamesHaveTheirShareOfABatch() {
    for (double share : new double[] {0, 0.2, 0.8, 1}) {
      ReplayBuffer buffer = mixed(share);
      buffer.add(GAME, silent(game(3, 2, 4)));
      buffer.add(GAME, silent(game(4, 2, 3)));
      List<TrainingExample> batch = buffer.draw(10_000, new SplittableRandom(1));
      long imitated = batch.stream().filter(example -> sum(example.policyTarget()) > 0.5).count();
      assertThat(imitated / 10_000.0).isCloseTo(share, offset(0.02));
    }
  }

  @Test
  void graphsWeighByTheirGamesAmongTheLatestAndTheSameAmongTheCheapest() {
    VertexGame other =
        new VertexGame(chain(5), new GameSettings(Reductions.LEFT_OUT, FeatureSet.ALL));
    for (double share : new double[] {0, 1}) {
      ReplayBuffer buffer = mixed(share);
      for (int repetition = 0; repetition < 9; repetition++) {
        buffer.add(GAME, game(3, 2, 4));
      }
      buffer.add(other, game(other, 1, 2, 3, 4));
      long ofOther =
          buffer.draw(10_000, new SplittableRandom(1)).stream()
              .filter(example -> isOf(other, example))
              .count();
      assertThat(ofOther / 10_000.0).isCloseTo(share == 1 ? 0.5 : 0.1, offset(0.02));
    }
  }

  /** Moves of a comb do not touch each other, and cost their bounds. */
  @Test
  void aGameToImitateIsDrawnInAllItsOrdersWithAPolicyEvenOverWhatMayComeNext() {
    VertexGame comb =
        new VertexGame(comb(3), new GameSettings(Reductions.LEFT_OUT, FeatureSet.ALL));
    ReplayBuffer buffer = mixed(1);
    buffer.add(comb, game(comb, 2, 1, 3));
    int[] byLive = new int[4];
    Set<String> targets = new HashSet<>();
    for (TrainingExample example : buffer.draw(6000, new SplittableRandom(1))) {
      byLive[example.live()]++;
      for (float probability : example.policyTarget()) {
        assertThat(probability).isEqualTo(1f / example.live());
      }
      assertThat(example.excessTarget()).containsOnly(0);
      targets.add(example.live() + Arrays.toString(example.rows()));
    }
    assertThat(byLive[0]).isZero();
    for (int live = 1; live <= 3; live++) {
      assertThat(byLive[live]).isCloseTo(2000, offset(150));
    }
    assertThat(targets).as("all teeth look the same").hasSize(3);
  }

  @Test
  void aGameToImitateKeepsTheOrderOfMovesThatTouch() {
    Trajectory game = game(3, 2, 4);
    ReplayBuffer buffer = mixed(1);
    buffer.add(GAME, game);
    for (TrainingExample example : buffer.draw(64, new SplittableRandom(1))) {
      int move = 3 - example.live();
      EncodedPosition position = positionBefore(game, move);
      for (int row = 0; row < example.live(); row++) {
        int vertex = position.vertices()[row];
        assertThat(example.policyTarget()[row]).isEqualTo(vertex == game.vertices()[move] ? 1 : 0);
        assertThat(example.excessTarget()[row] * GAME.costUnit())
            .isCloseTo(costOf(game, vertex) - GAME.bounds().bound(vertex), offset(1e-5));
      }
    }
  }

  @Test
  void anExampleIsAmongTheCheapestButNotAmongTheLatest() {
    ReplayBuffer buffer = mixed(0.5);
    buffer.addExample(GAME, game(3, 2, 4));
    assertThat(buffer.positions()).isZero();
    buffer.add(GAME, silent(game(4, 2, 3)));
    assertThat(buffer.positions()).isEqualTo(3);
    Set<Integer> taught = new HashSet<>();
    for (TrainingExample example : buffer.draw(300, new SplittableRandom(2))) {
      if (example.live() == 3 && sum(example.policyTarget()) > 0.5) {
        taught.add(chosenRow(example));
      }
    }
    assertThat(taught).as("the first moves of both games").containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void theOpeningIsNotLearnt() {
    VertexGame ladder = new VertexGame(ladderWithTail());
    assertThat(ladder.opening().count()).isPositive();
    assertThat(ladder.moves()).isPositive();
    for (double share : new double[] {0, 1}) {
      ReplayBuffer buffer = mixed(share);
      buffer.add(ladder, game(ladder, ladder.opening().followedBy(leftOf(ladder))));
      assertThat(buffer.positions()).isEqualTo(ladder.moves());
      for (TrainingExample example : buffer.draw(200, new SplittableRandom(1))) {
        assertThat(example.live()).isBetween(1, ladder.moves());
        assertThat(sum(example.policyTarget())).isCloseTo(1, offset(1e-6));
      }
    }
  }

  @Test
  void aGameWithoutMovesTeachesNothing() {
    VertexGame finished = new VertexGame(chain(5));
    ReplayBuffer buffer = mixed(0.5);
    buffer.add(finished, game(finished, finished.opening().followedBy()));
    buffer.addExample(finished, game(finished, finished.opening().followedBy()));
    assertThat(finished.moves()).isZero();
    assertThat(buffer.positions()).isZero();
    buffer.add(GAME, game(3, 2, 4));
    assertThat(buffer.draw(50, new SplittableRandom(1))).allMatch(example -> isOf(GAME, example));
  }

  private static ReplayBuffer latest(int positions) {
    return new ReplayBuffer(new ReplaySettings(positions, 1, 0), Architecture.POOLED_VERTEXWISE);
  }

  private static ReplayBuffer mixed(double bestShare) {
    return new ReplayBuffer(new ReplaySettings(100, 4, bestShare), Architecture.POOLED_VERTEXWISE);
  }

  private static boolean isOf(VertexGame game, TrainingExample example) {
    return example.valueScale() == (float) (game.costUnit() / game.baseline());
  }

  private static double sum(float[] numbers) {
    double sum = 0;
    for (float number : numbers) {
      sum += number;
    }
    return sum;
  }

  private static int[] leftOf(VertexGame game) {
    EliminationState left = game.opening().left();
    return IntStream.of(game.graph().eliminable()).filter(left::isLive).toArray();
  }

  /** One input, a chain of equations, the last of which is the output. */
  private static ComputationalGraph chain(int equations) {
    ComputationalGraph.Builder builder =
        new ComputationalGraph.Builder("chain", 1, equations).readsInput(1, 0);
    for (int number = 2; number <= equations; number++) {
      builder.readsResult(number, number - 1);
    }
    return builder.output(equations).build();
  }

  /** Equations side by side, each between the one input and its own output. */
  private static ComputationalGraph comb(int teeth) {
    ComputationalGraph.Builder builder = new ComputationalGraph.Builder("comb", 1, 2 * teeth);
    for (int tooth = 1; tooth <= teeth; tooth++) {
      builder.readsInput(tooth, 0).readsResult(teeth + tooth, tooth).output(teeth + tooth);
    }
    return builder.build();
  }

  /** Layers of two equations between three inputs and three outputs, and a chain aside. */
  private static ComputationalGraph ladderWithTail() {
    ComputationalGraph.Builder builder = new ComputationalGraph.Builder("ladder", 3, 10);
    for (int input = 0; input < 3; input++) {
      builder.readsInput(1, input).readsInput(2, input);
    }
    builder.readsResult(3, 1).readsResult(3, 2).readsResult(4, 1).readsResult(4, 2);
    for (int number = 5; number <= 7; number++) {
      builder.readsResult(number, 3).readsResult(number, 4).output(number);
    }
    builder.readsInput(8, 0).readsResult(9, 8).readsResult(10, 9).output(10);
    return builder.build();
  }

  /** The same game, if no search chose its moves. */
  private static Trajectory silent(Trajectory game) {
    int steps = game.steps();
    return new Trajectory(
        game.vertices(), game.costs(), new int[steps][0], new float[steps][0], new float[steps], 0);
  }

  /** A game whose search gave all its weight to what was played. */
  private static Trajectory game(int... vertices) {
    return game(GAME, vertices);
  }

  private static Trajectory game(VertexGame game, int... vertices) {
    EliminationState state = new EliminationState(game.graph());
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
    for (int move = 0; move < game.steps(); move++) {
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
