package crosscountry.environment.game;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.fixture.HandMadeGraphs;
import crosscountry.environment.fixture.PlayedOrders;
import crosscountry.environment.fixture.RandomGraphs;
import crosscountry.environment.fixture.RandomTensorGraphs;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.linearization.CostModel;
import crosscountry.environment.structure.AlphaGradRules;
import crosscountry.environment.structure.PrincipleRules;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GameTraceTest {

  private static List<ComputationalGraph> tensorGraphs(long seed, int mostEliminable) {
    List<ComputationalGraph> graphs = new ArrayList<>();
    for (CostModel model : CostModel.values()) {
      graphs.add(RandomTensorGraphs.ofProgram(seed, model, mostEliminable));
    }
    graphs.add(RandomTensorGraphs.ofTypes(seed, PrincipleRules.PRINCIPLE));
    graphs.add(RandomTensorGraphs.ofTypes(seed, PrincipleRules.EXACT));
    graphs.add(RandomTensorGraphs.ofTypes(seed, AlphaGradRules.ALPHAGRAD));
    return graphs;
  }

  /** Returns the moves of a game without its opening. */
  private static List<Integer> moves(VertexGame game, Trajectory trajectory) {
    return Arrays.stream(trajectory.vertices()).skip(game.opening().count()).boxed().toList();
  }

  private static GameTrace traceOf(VertexGame game, List<Integer> moves) {
    int[] rest = moves.stream().mapToInt(Integer::intValue).toArray();
    return GameTrace.of(game, PlayedOrders.of(game, rest));
  }

  private static List<Integer> walk(GameTrace trace, SplittableRandom random) {
    GameTrace.Walk walk = trace.walk();
    List<Integer> moves = new ArrayList<>();
    while (walk.choices() > 0) {
      moves.add(walk.step(random));
    }
    return moves;
  }

  private static void assertWalksAreAsGood(VertexGame game, long seed) {
    Trajectory trajectory = PlayedOrders.random(game, seed);
    GameTrace trace = GameTrace.of(game, trajectory);
    List<Integer> played = moves(game, trajectory);
    Map<Integer, Integer> costs = new HashMap<>();
    EliminationState end = game.opening().left();
    played.forEach(vertex -> costs.put(vertex, end.eliminate(vertex)));
    SplittableRandom random = new SplittableRandom(seed);
    for (int repetition = 0; repetition < 5; repetition++) {
      List<Integer> walked = walk(trace, random);
      assertThat(walked).containsExactlyInAnyOrderElementsOf(played);
      EliminationState state = game.opening().left();
      for (int vertex : walked) {
        assertThat(state.eliminate(vertex)).as("vertex %d", vertex).isEqualTo(costs.get(vertex));
      }
      assertThat(state.sameAs(end)).as("the same is left").isTrue();
      assertThat(traceOf(game, walked).key()).isEqualTo(trace.key());
    }
    assertThat(trace.moves()).isEqualTo(game.moves());
    assertThat(trace.multiplications())
        .isEqualTo(trajectory.multiplications() - game.opening().multiplications())
        .isEqualTo(costs.values().stream().mapToLong(Integer::longValue).sum());
    int[] told = new int[game.graph().vertices()];
    Arrays.fill(told, -1);
    trace.costsInto(told);
    for (int vertex = 0; vertex < told.length; vertex++) {
      assertThat(told[vertex]).isEqualTo(costs.getOrDefault(vertex, -1));
    }
  }

  @Property(tries = 200)
  void everyWalkCostsTheSameVertexByVertexAndLeavesTheSame(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph,
      @ForAll Reductions reductions,
      @ForAll long seed) {
    assertWalksAreAsGood(new VertexGame(graph, new GameSettings(reductions, FeatureSet.ALL)), seed);
  }

  @Property(tries = 5)
  void everyWalkOfALargeGraphCostsTheSame(
      @ForAll(supplier = RandomGraphs.Large.class) ComputationalGraph graph, @ForAll long seed) {
    assertWalksAreAsGood(
        new VertexGame(graph, new GameSettings(Reductions.LEFT_OUT, FeatureSet.ALL)), seed);
  }

  @Property(tries = 200)
  void everyWalkCostsTheSameWithTensors(@ForAll Reductions reductions, @ForAll long seed) {
    for (ComputationalGraph graph : tensorGraphs(seed, 20)) {
      assertWalksAreAsGood(
          new VertexGame(graph, new GameSettings(reductions, FeatureSet.ALL)), seed);
    }
  }

  /** By AlphaGrad's tables, two sums on one edge come to something else in another order. */
  @Test
  void movesKeepTheirOrderWhereTheOrderOfSumsMatters() {
    ComputationalGraph graph = RandomTensorGraphs.ofTypes(39496, AlphaGradRules.ALPHAGRAD);
    assertWalksAreAsGood(
        new VertexGame(graph, new GameSettings(Reductions.LEFT_OUT, FeatureSet.ALL)), 39496);
  }

  /**
   * Tells whether the moves at a place and after it are of vertices that are not neighbours, and
   * leave the same in both orders.
   */
  private static boolean isSwappable(VertexGame game, List<Integer> moves, int place) {
    EliminationState state = game.opening().left();
    moves.subList(0, place).forEach(state::eliminate);
    EliminationState otherState = new EliminationState(game.graph());
    otherState.copyFrom(state);
    int one = moves.get(place);
    int other = moves.get(place + 1);
    if (state.hasEdge(one, other) || state.hasEdge(other, one)) {
      return false;
    }
    state.eliminate(one);
    state.eliminate(other);
    otherState.eliminate(other);
    otherState.eliminate(one);
    return state.sameAs(otherState);
  }

  private static List<Integer> swapped(List<Integer> moves, int place) {
    List<Integer> swapped = new ArrayList<>(moves);
    swapped.set(place, moves.get(place + 1));
    swapped.set(place + 1, moves.get(place));
    return List.copyOf(swapped);
  }

  /** Returns all games that a game becomes by swaps of successive moves that do not touch. */
  private static Set<List<Integer>> allBySwaps(VertexGame game, List<Integer> moves) {
    Set<List<Integer>> found = new HashSet<>(Set.of(moves));
    ArrayDeque<List<Integer>> ahead = new ArrayDeque<>(found);
    while (!ahead.isEmpty()) {
      List<Integer> next = ahead.remove();
      for (int place = 0; place + 1 < next.size(); place++) {
        List<Integer> other = swapped(next, place);
        if (isSwappable(game, next, place) && found.add(other)) {
          ahead.add(other);
        }
      }
    }
    return found;
  }

  @Property(tries = 100)
  void onlySwapsOfMovesThatDoNotTouchLeaveTheKey(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph, @ForAll long seed) {
    VertexGame game = new VertexGame(graph, new GameSettings(Reductions.LEFT_OUT, FeatureSet.ALL));
    List<Integer> moves = moves(game, PlayedOrders.random(game, seed));
    long key = traceOf(game, moves).key();
    for (int place = 0; place + 1 < moves.size(); place++) {
      long other = traceOf(game, swapped(moves, place)).key();
      assertThat(other == key).isEqualTo(isSwappable(game, moves, place));
    }
  }

  private static void assertChoicesAreThoseOfAllSwaps(VertexGame game, long seed) {
    Trajectory trajectory = PlayedOrders.random(game, seed);
    GameTrace trace = GameTrace.of(game, trajectory);
    Set<List<Integer>> all = allBySwaps(game, moves(game, trajectory));
    SplittableRandom random = new SplittableRandom(seed);
    for (int repetition = 0; repetition < 5; repetition++) {
      GameTrace.Walk walk = trace.walk();
      List<Integer> walked = new ArrayList<>();
      while (walked.size() < game.moves()) {
        Set<Integer> expected = new TreeSet<>();
        all.stream()
            .filter(order -> order.subList(0, walked.size()).equals(walked))
            .forEach(order -> expected.add(order.get(walked.size())));
        List<Integer> choices = new ArrayList<>();
        for (int choice = 0; choice < walk.choices(); choice++) {
          choices.add(walk.vertex(choice));
        }
        if (game.graph().isSetDetermined()) {
          assertThat(choices).containsExactlyInAnyOrderElementsOf(expected);
        } else {
          // What could be swapped here may make a difference elsewhere on the same edge.
          assertThat(expected).containsAll(choices);
        }
        walked.add(walk.step(random));
      }
      assertThat(walk.choices()).isZero();
    }
  }

  @Property(tries = 200)
  void theChoicesAreWhatComesNextInAnyGameBySwaps(
      @ForAll(supplier = RandomGraphs.Small.class) ComputationalGraph graph, @ForAll long seed) {
    Assume.that(graph.eliminableCount() <= 6);
    assertChoicesAreThoseOfAllSwaps(
        new VertexGame(graph, new GameSettings(Reductions.LEFT_OUT, FeatureSet.ALL)), seed);
  }

  @Property(tries = 50)
  void theChoicesWithTensorsAreWhatComesNextInAnyGameBySwaps(@ForAll long seed) {
    for (ComputationalGraph graph : tensorGraphs(seed, 6)) {
      if (graph.eliminableCount() <= 6) {
        assertChoicesAreThoseOfAllSwaps(
            new VertexGame(graph, new GameSettings(Reductions.LEFT_OUT, FeatureSet.ALL)), seed);
      }
    }
  }

  private static List<List<Integer>> permutations(List<Integer> of) {
    if (of.isEmpty()) {
      return List.of(List.of());
    }
    List<List<Integer>> all = new ArrayList<>();
    for (Integer first : of) {
      List<Integer> others = of.stream().filter(vertex -> !vertex.equals(first)).toList();
      for (List<Integer> rest : permutations(others)) {
        List<Integer> order = new ArrayList<>(List.of(first));
        order.addAll(rest);
        all.add(List.copyOf(order));
      }
    }
    return all;
  }

  @Property(tries = 60)
  void keysTellTracesApart(@ForAll(supplier = RandomGraphs.Small.class) ComputationalGraph graph) {
    Assume.that(graph.eliminableCount() <= 5);
    VertexGame game = new VertexGame(graph, new GameSettings(Reductions.LEFT_OUT, FeatureSet.ALL));
    Map<Long, Set<List<Integer>>> byKey = new HashMap<>();
    for (List<Integer> order : permutations(Arrays.stream(graph.eliminable()).boxed().toList())) {
      byKey.computeIfAbsent(traceOf(game, order).key(), any -> new HashSet<>()).add(order);
    }
    for (Set<List<Integer>> equal : byKey.values()) {
      assertThat(allBySwaps(game, equal.iterator().next())).isEqualTo(equal);
    }
  }

  @Test
  void aGameWithoutMovesIsAnEmptyTrace() {
    VertexGame game = new VertexGame(HandMadeGraphs.chain(5));
    GameTrace trace = GameTrace.of(game, PlayedOrders.of(game));

    assertThat(game.moves()).isZero();
    assertThat(trace.moves()).isZero();
    assertThat(trace.multiplications()).isZero();
    assertThat(trace.walk().choices()).isZero();
  }

  @Test
  void movesSideBySideMayComeInAnyOrder() {
    VertexGame game =
        new VertexGame(
            HandMadeGraphs.comb(3), new GameSettings(Reductions.LEFT_OUT, FeatureSet.ALL));
    GameTrace trace = traceOf(game, List.of(3, 1, 2));
    Map<List<Integer>, Integer> drawn = new HashMap<>();
    SplittableRandom random = new SplittableRandom(1);
    for (int repetition = 0; repetition < 6000; repetition++) {
      drawn.merge(walk(trace, random), 1, Integer::sum);
    }

    assertThat(trace.walk().choices()).isEqualTo(3);
    assertThat(drawn).hasSize(6);
    assertThat(drawn.values()).allMatch(times -> times > 850 && times < 1150);
  }

  @Test
  void movesOfAChainWaitForEachOther() {
    VertexGame game =
        new VertexGame(
            HandMadeGraphs.chain(4), new GameSettings(Reductions.LEFT_OUT, FeatureSet.ALL));
    GameTrace.Walk walk = traceOf(game, List.of(2, 1, 3)).walk();
    SplittableRandom random = new SplittableRandom(1);

    assertThat(walk.choices()).isOne();
    assertThat(walk.step(random)).isEqualTo(2);
    assertThat(walk.choices()).as("the ends of the chain are neighbours now").isOne();
    assertThat(walk.step(random)).isEqualTo(1);
    assertThat(walk.step(random)).isEqualTo(3);
    assertThat(walk.choices()).isZero();
  }
}
