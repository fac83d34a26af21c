package crosscountry.environment.search;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.fixture.HandMadeGraphs;
import crosscountry.environment.fixture.RandomGraphs;
import crosscountry.environment.fixture.RandomTensorGraphs;
import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.game.FollowedPosition;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.linearization.CostModel;
import crosscountry.environment.reduction.Opening;
import crosscountry.environment.structure.AlphaGradRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GreedyPlayTest {

  private static void assertPlaysWhatItCounts(ComputationalGraph graph) {
    VertexGame game = new VertexGame(graph);
    ArbitraryFunction function = new ArbitraryFunction();
    GreedyPlay player = new GreedyPlay(game, function);
    GreedyGame played = player.play();
    int[] sorted = played.order().vertices();
    Arrays.sort(sorted);

    assertThat(sorted).isEqualTo(graph.eliminable());
    assertThat(played.multiplications())
        .isEqualTo(EliminationCost.of(graph, played.order()).multiplications());
    assertThat(played.evaluations()).isEqualTo(function.positions().size());
    assertThat(player.play()).as("an earlier game leaves no trace").isEqualTo(played);
  }

  @Property(tries = 200)
  void aGameIsAnOrderOfAllVerticesAndCostsWhatItsReplayDoes(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph) {
    assertPlaysWhatItCounts(graph);
  }

  @Property(tries = 20)
  void soItIsOnGraphsOfSeveralMachineWords(
      @ForAll(supplier = RandomGraphs.Large.class) ComputationalGraph graph) {
    assertPlaysWhatItCounts(graph);
  }

  @Property(tries = 60)
  void soItIsWithTensors(@ForAll long seed) {
    List<ComputationalGraph> graphs = new ArrayList<>();
    for (CostModel model : CostModel.values()) {
      graphs.add(RandomTensorGraphs.ofProgram(seed, model, 20));
    }
    graphs.add(RandomTensorGraphs.ofTypes(seed, AlphaGradRules.ALPHAGRAD));
    graphs.forEach(GreedyPlayTest::assertPlaysWhatItCounts);
  }

  @Property(tries = 100)
  void theOpeningComesFirstAndThenTheHighestLogitOfEachPosition(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph) {
    VertexGame game = new VertexGame(graph);
    Opening opening = Opening.of(graph, CutBounds.of(graph));
    // What is likely depends on features, so that a stale encoding would show.
    int[] played = new GreedyPlay(game, GreedyPlayTest::prefersCheap).play().order().vertices();
    int opened = played.length - opening.leftCount();

    assertThat(Arrays.copyOf(played, opened)).isEqualTo(opening.followedBy());
    EliminationState state = opening.left();
    for (int move = opened; move < played.length; move++) {
      assertThat(played[move]).isEqualTo(likeliest(game, state));
      state.eliminate(played[move]);
    }
  }

  @Test
  void ofEqualLogitsTheSmallestVertexGoesFirst() {
    ComputationalGraph graph = HandMadeGraphs.ladder(4);

    assertThat(
            new GreedyPlay(
                    new VertexGame(graph),
                    (position, judgement) -> Arrays.fill(judgement.logits(), 1))
                .play()
                .order()
                .vertices())
        .isEqualTo(graph.eliminable());
  }

  @Test
  void aGameWithoutMovesIsOverAtOnce() {
    ArbitraryFunction function = new ArbitraryFunction();
    GreedyGame played = new GreedyPlay(new VertexGame(HandMadeGraphs.chain(1)), function).play();

    assertThat(played.order().length()).isZero();
    assertThat(played.multiplications()).isZero();
    assertThat(function.positions()).isEmpty();
  }

  private static void prefersCheap(EncodedPosition position, Judgement judgement) {
    for (int row = 0; row < position.live(); row++) {
      judgement.logits()[row] = -position.rows()[row][0];
    }
  }

  /** Returns what the policy says of a state that is looked at anew. */
  private static int likeliest(VertexGame game, EliminationState state) {
    FollowedPosition position = new FollowedPosition(game);
    position.moveTo(state);
    EncodedPosition encoded = new EncodedPosition(game.graph().eliminableCount());
    position.encode(encoded);
    Judgement judgement = new Judgement(encoded.live());
    prefersCheap(encoded, judgement);
    int best = 0;
    for (int row = 1; row < encoded.live(); row++) {
      if (judgement.logits()[row] > judgement.logits()[best]) {
        best = row;
      }
    }
    return encoded.vertices()[best];
  }
}
