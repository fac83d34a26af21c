package crosscountry.environment.search;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.fixture.HandMadeGraphs;
import crosscountry.environment.fixture.RandomGraphs;
import crosscountry.environment.fixture.RandomTensorGraphs;
import crosscountry.environment.game.FeatureSet;
import crosscountry.environment.game.GameSettings;
import crosscountry.environment.game.Reductions;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.linearization.CostModel;
import crosscountry.environment.structure.AlphaGradRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What a search keeps of the positions that it has judged, and what it makes of it. */
class KnownPositionsTest {

  private static SearchSettings settings(int simulations, Transpositions transpositions) {
    return new SearchSettings(simulations, 8, 1, 50, 0.1, transpositions);
  }

  private static VertexGame game(ComputationalGraph graph) {
    return new VertexGame(graph, new GameSettings(Reductions.LEFT_OUT, FeatureSet.ALL));
  }

  private static Set<Integer> live(EliminationState state) {
    Set<Integer> live = new TreeSet<>();
    for (int v = state.nextLive(0); v >= 0; v = state.nextLive(v + 1)) {
      live.add(v);
    }
    return live;
  }

  private static Trajectory play(
      VertexGame game, ArbitraryFunction function, SearchSettings settings, long seed) {
    return new SearchingPlayer(game, function, settings).play(new SplittableRandom(seed));
  }

  @Property(tries = 100)
  void aPositionThatIsSharedIsJudgedOnceInAGame(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph,
      @ForAll @IntRange(min = 1, max = 60) int simulations,
      @ForAll long seed) {
    ArbitraryFunction function = new ArbitraryFunction();
    play(game(graph), function, settings(simulations, Transpositions.SHARED), seed);

    assertThat(function.positions()).doesNotHaveDuplicates();
  }

  @Property(tries = 100)
  void thereAreNoMorePositionsThanSetsOfLiveVertices(
      @ForAll(supplier = RandomGraphs.Small.class) ComputationalGraph graph, @ForAll long seed) {
    VertexGame game = game(graph);
    Trajectory trajectory =
        play(game, new ArbitraryFunction(), settings(400, Transpositions.SHARED), seed);

    assertThat(trajectory.evaluations()).isLessThan(1L << game.moves());
  }

  /** A comb of six teeth has 63 positions and 6! orders. */
  @Test
  void sharingSavesJudgements() {
    VertexGame game = game(HandMadeGraphs.comb(6));
    long shared =
        play(game, new ArbitraryFunction(), settings(300, Transpositions.SHARED), 1).evaluations();
    long separate =
        play(game, new ArbitraryFunction(), settings(300, Transpositions.SEPARATE), 1)
            .evaluations();

    assertThat(shared).isLessThan(64);
    assertThat(separate).isGreaterThan(2 * shared);
  }

  /** Unless a simulation met the end, which is not judged, SEPARATE judges in every one. */
  @Property(tries = 100)
  void sharingNeverJudgesMoreInOneSearch(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph,
      @ForAll @IntRange(min = 0, max = 60) int simulations,
      @ForAll long seed) {
    Assume.that(graph.eliminableCount() > 0);
    VertexGame game = game(graph);
    GumbelSearch separate =
        new GumbelSearch(
            game, new ArbitraryFunction(), settings(simulations, Transpositions.SEPARATE));
    GumbelSearch shared =
        new GumbelSearch(
            game, new ArbitraryFunction(), settings(simulations, Transpositions.SHARED));
    separate.search(game.opening().left(), new SplittableRandom(seed));
    shared.search(game.opening().left(), new SplittableRandom(seed));

    assertThat(shared.evaluations()).isLessThanOrEqualTo(1 + simulations);
    if (separate.evaluations() == 1 + simulations) {
      assertThat(shared.evaluations()).isLessThanOrEqualTo(separate.evaluations());
    }
  }

  private static void assertReused(VertexGame game, Transpositions transpositions, long seed) {
    ArbitraryFunction function = new ArbitraryFunction();
    GumbelSearch search = new GumbelSearch(game, function, settings(20, transpositions));
    EliminationState state = game.opening().left();
    SplittableRandom random = new SplittableRandom(seed);
    int searches = 0;
    while (!state.isBipartite()) {
      Set<Integer> root = live(state);
      int judgedBefore = function.positions().size();
      SearchResult result = search.search(state, random);
      List<Set<Integer>> judged =
          function.positions().subList(judgedBefore, function.positions().size());
      if (searches++ == 0) {
        assertThat(judged.get(0)).isEqualTo(root);
        assertThat(judged.subList(1, judged.size())).doesNotContain(root);
      } else {
        assertThat(judged).as("the root is known from the move before").doesNotContain(root);
      }
      state.eliminate(result.vertex());
    }
    assertThat(search.evaluations()).isEqualTo(function.positions().size());
  }

  @Property(tries = 60)
  void whereAMoveLedToIsNotJudgedAgain(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph,
      @ForAll Transpositions transpositions,
      @ForAll long seed) {
    assertReused(game(graph), transpositions, seed);
  }

  @Property(tries = 30)
  void whereAMoveLedToIsNotJudgedAgainWithTensors(
      @ForAll Transpositions transpositions, @ForAll long seed) {
    List<ComputationalGraph> graphs = new ArrayList<>();
    for (CostModel model : CostModel.values()) {
      graphs.add(RandomTensorGraphs.ofProgram(seed, model, 20));
    }
    graphs.add(RandomTensorGraphs.ofTypes(seed, AlphaGradRules.ALPHAGRAD));
    for (ComputationalGraph graph : graphs) {
      assertReused(game(graph), transpositions, seed);
    }
  }

  @Property(tries = 100)
  void nothingIsSharedWhereTheOrderMatters(@ForAll long seed) {
    ComputationalGraph graph = RandomTensorGraphs.ofTypes(seed, AlphaGradRules.ALPHAGRAD);
    VertexGame game = game(graph);

    assertThat(graph.isSetDetermined()).isFalse();
    assertThat(play(game, new ArbitraryFunction(), settings(40, Transpositions.SHARED), seed))
        .usingRecursiveComparison()
        .isEqualTo(
            play(game, new ArbitraryFunction(), settings(40, Transpositions.SEPARATE), seed));
  }

  private static void assertAsIfNew(
      GumbelSearch search, VertexGame game, SearchSettings settings, EliminationState state) {
    SearchResult fresh =
        new GumbelSearch(game, new ArbitraryFunction(), settings)
            .search(state, new SplittableRandom(5));

    assertThat(search.search(state, new SplittableRandom(5)))
        .usingRecursiveComparison()
        .isEqualTo(fresh);
  }

  @Property(tries = 60)
  void whatIsForgottenIsAsIfItHadNeverBeen(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph,
      @ForAll Transpositions transpositions,
      @ForAll long seed) {
    Assume.that(graph.eliminableCount() >= 2);
    VertexGame game = game(graph);
    SearchSettings settings = settings(30, transpositions);
    GumbelSearch search = new GumbelSearch(game, new ArbitraryFunction(), settings);
    EliminationState state = game.opening().left();
    state.eliminate(search.search(state, new SplittableRandom(seed)).vertex());
    search.forget();

    assertAsIfNew(search, game, settings, state);
  }

  @Property(tries = 60)
  void onlyTheNextPositionOfAGameIsGoneOnWith(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph,
      @ForAll Transpositions transpositions,
      @ForAll long seed) {
    Assume.that(graph.eliminableCount() >= 3);
    VertexGame game = game(graph);
    SearchSettings settings = settings(30, transpositions);
    GumbelSearch search = new GumbelSearch(game, new ArbitraryFunction(), settings);
    EliminationState state = game.opening().left();
    search.search(state, new SplittableRandom(seed));
    state.eliminate(state.nextLive(0));
    state.eliminate(state.nextLive(0));

    assertAsIfNew(search, game, settings, state);
    assertAsIfNew(search, game, settings, game.opening().left());
  }
}
