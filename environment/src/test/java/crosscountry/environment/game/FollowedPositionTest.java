package crosscountry.environment.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.fixture.EdgeSetElimination;
import crosscountry.environment.fixture.HandMadeGraphs;
import crosscountry.environment.fixture.LongestPaths;
import crosscountry.environment.fixture.RandomGraphs;
import crosscountry.environment.fixture.RandomOrders;
import crosscountry.environment.fixture.RandomTensorGraphs;
import crosscountry.environment.fixture.Renumbering;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.linearization.CostModel;
import crosscountry.environment.structure.AlphaGradRules;
import crosscountry.environment.structure.PrincipleRules;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FollowedPositionTest {

  private static final Offset<Float> ROUNDING = within(1e-5f);

  private static final int NUMBERS_IN_A_SCALAR = 1;

  private static final GameSettings EVERY_VERTEX =
      new GameSettings(Reductions.LEFT_OUT, FeatureSet.ALL);

  /** One position with its model, seen from one live vertex. */
  private record View(
      VertexGame game,
      EdgeSetElimination model,
      EdgeSetElimination whole,
      LongestPaths paths,
      int vertex) {

    int markowitz() {
      return markowitz(vertex);
    }

    int markowitz(int other) {
      return model.markowitzDegree(other);
    }

    int excess(int other) {
      return markowitz(other) - game.bounds().inCut(other) * game.bounds().outCut(other);
    }

    EdgeSetElimination eliminated() {
      EdgeSetElimination after = model.copy();
      after.eliminate(vertex);
      return after;
    }

    int fillIn() {
      Set<EdgeSetElimination.Edge> created = new HashSet<>(eliminated().edges());
      created.removeAll(model.edges());
      return created.size();
    }

    Set<Integer> liveNeighbours() {
      Set<Integer> neighbours = new TreeSet<>(model.predecessors(vertex));
      neighbours.addAll(model.successors(vertex));
      neighbours.retainAll(model.live());
      return neighbours;
    }

    int damage() {
      return damage(liveNeighbours());
    }

    int damage(Set<Integer> neighbours) {
      EdgeSetElimination after = eliminated();
      return neighbours.stream()
          .filter(model.live()::contains)
          .mapToInt(other -> after.markowitzDegree(other) - markowitz(other))
          .sum();
    }

    /** Counts the inputs from which a path leads here. */
    long inputs() {
      return reached(whole::predecessors).stream().filter(game.graph()::isIndependent).count();
    }

    /** Counts the outputs to which a path leads from here. */
    long outputs() {
      return reached(whole::successors).stream().filter(game.graph()::isDependent).count();
    }

    Set<Integer> reached(IntFunction<Set<Integer>> next) {
      Set<Integer> reached = new TreeSet<>();
      ArrayDeque<Integer> ahead = new ArrayDeque<>(List.of(vertex));
      while (!ahead.isEmpty()) {
        for (int neighbour : next.apply(ahead.remove())) {
          if (reached.add(neighbour)) {
            ahead.add(neighbour);
          }
        }
      }
      return reached;
    }

    double meanOverNeighbours(ToDoubleFunction<Integer> quantity) {
      return liveNeighbours().stream().mapToDouble(quantity).average().orElse(0);
    }

    double shareNotLive(Set<Integer> neighbours) {
      return neighbours.stream()
          .mapToInt(v -> model.live().contains(v) ? 0 : 1)
          .average()
          .orElse(0);
    }

    double leastMarkowitz() {
      return model.live().stream().mapToInt(this::markowitz).min().orElseThrow();
    }

    /** What LMMD makes least: Markowitz degree plus damage. */
    int score() {
      return markowitz() + damage();
    }

    int leastScore() {
      return model.live().stream()
          .mapToInt(other -> new View(game, model, whole, paths, other).score())
          .min()
          .orElseThrow();
    }

    /** The features by their definitions, from nothing but sets of edges. */
    double[] features() {
      int in = model.predecessors(vertex).size();
      int out = model.successors(vertex).size();
      double unit = game.costUnit();
      return new double[] {
        Math.log1p(markowitz()),
        Math.min(8, markowitz() / unit),
        Math.log1p(excess(vertex)),
        Math.min(8, excess(vertex) / unit),
        excess(vertex) == 0 ? 1 : 0,
        Math.log1p(markowitz() - leastMarkowitz()),
        Math.log1p(fillIn()),
        markowitz() == 0 ? 0 : (double) fillIn() / markowitz(),
        logChange(damage()),
        Math.max(-8, Math.min(8, damage() / unit)),
        Math.log1p(in),
        Math.log1p(out),
        Math.log1p(game.bounds().inCut(vertex)),
        Math.log1p(game.bounds().outCut(vertex)),
        in == 1 ? 1 : 0,
        out == 1 ? 1 : 0,
        in == 1 && out == 1 ? 1 : 0,
        in + out == 0 ? 0 : (double) in / (in + out),
        shareNotLive(model.predecessors(vertex)),
        shareNotLive(model.successors(vertex)),
        (double) paths.into()[vertex] / paths.longest(),
        (double) paths.from()[vertex] / paths.longest(),
        meanOverNeighbours(other -> Math.log1p(excess(other))),
        meanOverNeighbours(other -> Math.log1p(markowitz(other))),
        meanOverNeighbours(other -> markowitz(other) < markowitz() ? 1 : 0),
        (double) model.live().size() / game.graph().eliminableCount(),
        logChange(damage(model.predecessors(vertex))),
        Math.log(NUMBERS_IN_A_SCALAR),
        Math.log(NUMBERS_IN_A_SCALAR),
        Math.log(NUMBERS_IN_A_SCALAR),
        Math.log1p((double) inputs()),
        Math.log1p((double) outputs()),
        logChange(score()),
        Math.log1p(score() - leastScore()),
      };
    }

    private static double logChange(int multiplications) {
      return Math.signum(multiplications) * Math.log1p(Math.abs(multiplications));
    }
  }

  @Property(tries = 60)
  void featuresAreWhatTheyAreDefinedToBe(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph, @ForAll long seed) {
    VertexGame game = new VertexGame(graph);
    FollowedPosition followed = new FollowedPosition(game);
    EncodedPosition position = new EncodedPosition(graph.eliminableCount());
    EdgeSetElimination model = new EdgeSetElimination(graph);
    EdgeSetElimination whole = new EdgeSetElimination(graph);
    LongestPaths paths = LongestPaths.of(graph.vertices(), model.edges());
    for (int vertex : RandomOrders.of(graph, seed).vertices()) {
      followed.encode(position);
      assertThat(Arrays.copyOf(position.vertices(), position.live()))
          .containsExactly(model.live().toArray(Integer[]::new));
      assertThat(position.costUnit()).isEqualTo(game.costUnit());
      for (int row = 0; row < position.live(); row++) {
        assertRow(
            position.rows()[row], new View(game, model, whole, paths, position.vertices()[row]));
      }
      followed.eliminate(vertex);
      model.eliminate(vertex);
    }
    followed.encode(position);
    assertThat(position.live()).isZero();
  }

  private static void assertRow(float[] row, View view) {
    double[] expected = view.features();
    assertThat(row).hasSize(EncodedPosition.FEATURES).hasSize(expected.length);
    for (int feature = 0; feature < expected.length; feature++) {
      assertThat(row[feature])
          .as("feature %d of vertex %d", feature, view.vertex())
          .isCloseTo((float) expected[feature], ROUNDING);
    }
  }

  @Property(tries = 10)
  void featuresAreFiniteOnLargeGraphs(
      @ForAll(supplier = RandomGraphs.Large.class) ComputationalGraph graph, @ForAll long seed) {
    FollowedPosition followed = new FollowedPosition(new VertexGame(graph));
    EncodedPosition position = new EncodedPosition(graph.eliminableCount());
    for (int vertex : RandomOrders.of(graph, seed).vertices()) {
      followed.encode(position);
      for (int row = 0; row < position.live(); row++) {
        for (float feature : position.rows()[row]) {
          assertThat(Math.abs(feature)).isLessThan(20f);
        }
      }
      followed.eliminate(vertex);
    }
  }

  /** What can be done with two positions of a game, as search does it. */
  private enum Step {
    MOVE,
    MOVE_TWICE,
    ENCODE,
    SWAP,
    COPY,
    START_AGAIN
  }

  @Property(tries = 500)
  void followingChangesNoBit(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph,
      @ForAll @Size(max = 60) List<Step> steps,
      @ForAll long seed) {
    assertFollowed(new VertexGame(graph), steps, new SplittableRandom(seed));
  }

  @Property(tries = 20)
  void followingChangesNoBitOnLargeGraphs(
      @ForAll(supplier = RandomGraphs.Large.class) ComputationalGraph graph,
      @ForAll @Size(max = 200) List<Step> steps,
      @ForAll long seed) {
    assertFollowed(new VertexGame(graph), steps, new SplittableRandom(seed));
  }

  private static void assertFollowed(VertexGame game, List<Step> steps, SplittableRandom random) {
    FollowedPosition followed = new FollowedPosition(game);
    FollowedPosition other = new FollowedPosition(game);
    EliminationState state = new EliminationState(game.graph());
    EliminationState otherState = new EliminationState(game.graph());
    for (Step step : steps) {
      switch (step) {
        case MOVE -> move(followed, state, random);
        case MOVE_TWICE -> {
          move(followed, state, random);
          move(followed, state, random);
        }
        case ENCODE -> assertSameBits(followed, game, state);
        case COPY -> {
          followed.copyFrom(other);
          state.copyFrom(otherState);
        }
        case SWAP -> {
          FollowedPosition first = followed;
          EliminationState firstState = state;
          followed = other;
          state = otherState;
          other = first;
          otherState = firstState;
        }
        case START_AGAIN -> {
          state = new EliminationState(game.graph());
          followed.moveTo(state);
        }
      }
    }
    assertSameBits(followed, game, state);
    assertSameBits(other, game, otherState);
    followed.moveTo(otherState);
    assertSameBits(followed, game, otherState);
  }

  private static void move(
      FollowedPosition followed, EliminationState state, SplittableRandom random) {
    if (!state.isBipartite()) {
      int vertex = state.nextLive(random.nextInt(state.graph().vertices()));
      int played = vertex < 0 ? state.nextLive(0) : vertex;
      assertThat(followed.eliminate(played)).isEqualTo(state.eliminate(played));
    }
  }

  private static void assertSameBits(
      FollowedPosition followed, VertexGame game, EliminationState state) {
    EncodedPosition position = new EncodedPosition(state.liveCount());
    followed.encode(position);
    EncodedPosition fresh = encode(game, state);
    assertThat(followed.isOver()).isEqualTo(state.isBipartite());
    assertThat(position.live()).isEqualTo(fresh.live()).isEqualTo(state.liveCount());
    assertThat(position.vertices()).isEqualTo(fresh.vertices());
    for (int row = 0; row < fresh.live(); row++) {
      assertThat(bits(position.rows()[row]))
          .as("vertex %d", fresh.vertices()[row])
          .isEqualTo(bits(fresh.rows()[row]));
    }
  }

  private static int[] bits(float[] row) {
    return IntStream.range(0, row.length).map(at -> Float.floatToRawIntBits(row[at])).toArray();
  }

  @Property(tries = 200)
  void aGameLeavesNoTraceInTheNextOne(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph, @ForAll long seed) {
    assertGamesLeaveNoTrace(new VertexGame(graph), new SplittableRandom(seed));
  }

  @Test
  void aRowThatLeftTheGameIsCopiedWhole() {
    // The least Markowitz degree rises from 1, of which the first move is, and falls back to 1.
    ComputationalGraph graph =
        new ComputationalGraph.Builder("returning least", 2, 11)
            .readsInput(1, 0)
            .readsInput(2, 0)
            .readsInput(2, 1)
            .readsInput(3, 0)
            .readsInput(4, 0)
            .readsResult(5, 3)
            .readsResult(5, 4)
            .readsResult(6, 1)
            .readsResult(7, 2)
            .readsResult(8, 2)
            .readsResult(9, 3)
            .readsResult(10, 4)
            .readsResult(11, 5)
            .output(6)
            .output(7)
            .output(8)
            .output(9)
            .output(10)
            .output(11)
            .build();
    for (long seed = 0; seed < 200; seed++) {
      assertGamesLeaveNoTrace(new VertexGame(graph, EVERY_VERTEX), new SplittableRandom(seed));
    }
  }

  /** Plays as a player of many games does: encodes before every move, and starts from one copy. */
  private static void assertGamesLeaveNoTrace(VertexGame game, SplittableRandom random) {
    FollowedPosition start = new FollowedPosition(game);
    assertSameBits(start, game, new EliminationState(game.graph()));
    FollowedPosition current = new FollowedPosition(game);
    for (int round = 0; round < 4; round++) {
      current.copyFrom(start);
      EliminationState state = new EliminationState(game.graph());
      while (!state.isBipartite()) {
        assertSameBits(current, game, state);
        move(current, state, random);
      }
    }
  }

  @Property(tries = 40)
  void degreesAreAllThatIsShownWhereAsked(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph, @ForAll long seed) {
    FollowedPosition all = new FollowedPosition(new VertexGame(graph));
    FollowedPosition degrees =
        new FollowedPosition(
            new VertexGame(graph, new GameSettings(Reductions.APPLIED, FeatureSet.DEGREES)));
    EncodedPosition whole = new EncodedPosition(graph.eliminableCount());
    EncodedPosition little = new EncodedPosition(graph.eliminableCount());
    for (int vertex : RandomOrders.of(graph, seed).vertices()) {
      all.encode(whole);
      degrees.encode(little);
      for (int row = 0; row < whole.live(); row++) {
        float[] expected = new float[EncodedPosition.FEATURES];
        expected[10] = whole.rows()[row][10];
        expected[11] = whole.rows()[row][11];
        assertThat(little.rows()[row]).containsExactly(expected);
      }
      all.eliminate(vertex);
      degrees.eliminate(vertex);
    }
  }

  @Test
  void onlyWhatAMoveChangesIsComputedAgain() {
    FollowedPosition followed = new FollowedPosition(new VertexGame(HandMadeGraphs.chain(10)));
    EncodedPosition position = new EncodedPosition(9);
    followed.encode(position);
    assertThat(followed.descriptions()).as("all vertices at first").isEqualTo(9);
    followed.encode(position);
    assertThat(followed.descriptions()).as("nothing without a move").isEqualTo(9);
    followed.eliminate(5);
    assertThat(followed.descriptions()).as("nothing before it is asked for").isEqualTo(9);
    followed.encode(position);
    assertThat(followed.descriptions()).as("both neighbours after a move").isEqualTo(11);
    followed.eliminate(4);
    followed.eliminate(6);
    followed.encode(position);
    assertThat(followed.descriptions()).as("both neighbours after a path").isEqualTo(13);
  }

  @Test
  void aStateOfAnotherGraphIsRefused() {
    FollowedPosition followed = new FollowedPosition(new VertexGame(HandMadeGraphs.chain(3)));

    assertThatThrownBy(() -> followed.moveTo(new EliminationState(HandMadeGraphs.chain(3))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> followed.copyFrom(new FollowedPosition(new VertexGame(HandMadeGraphs.comb(3)))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 100)
  void featuresFollowAVertexWhereverItIsNumbered(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph, @ForAll long seed) {
    Renumbering renumbering = Renumbering.of(graph, seed);
    VertexGame game = new VertexGame(graph);
    VertexGame renumberedGame = new VertexGame(renumbering.graph());
    EliminationState state = new EliminationState(graph);
    EliminationState renumberedState = new EliminationState(renumbering.graph());
    for (int vertex : RandomOrders.of(graph, seed).vertices()) {
      assertEquivariant(encode(game, state), encode(renumberedGame, renumberedState), renumbering);
      state.eliminate(vertex);
      renumberedState.eliminate(renumbering.vertex(vertex));
    }
  }

  private static EncodedPosition encode(VertexGame game, EliminationState state) {
    EncodedPosition position = new EncodedPosition(state.liveCount());
    FollowedPosition fresh = new FollowedPosition(game);
    fresh.moveTo(state);
    fresh.encode(position);
    return position;
  }

  private static void assertEquivariant(
      EncodedPosition position, EncodedPosition renumbered, Renumbering renumbering) {
    for (int row = 0; row < position.live(); row++) {
      int image =
          Arrays.binarySearch(
              renumbered.vertices(),
              0,
              renumbered.live(),
              renumbering.vertex(position.vertices()[row]));
      for (int feature = 0; feature < EncodedPosition.FEATURES; feature++) {
        float one = position.rows()[row][feature];
        float other = renumbered.rows()[image][feature];
        // The unit of cost comes from the Markowitz order, whose ties go by number.
        boolean inUnits = feature == 1 || feature == 3 || feature == 9;
        if (!inUnits || position.costUnit() == renumbered.costUnit()) {
          assertThat(other).as("feature %d", feature).isCloseTo(one, ROUNDING);
        }
      }
    }
  }

  @Test
  void naumannsExampleIsDescribed() {
    VertexGame game = new VertexGame(HandMadeGraphs.naumann());
    EncodedPosition position = encode(game, new EliminationState(game.graph()));

    assertThat(position.live()).isEqualTo(3);
    float[] second = position.rows()[1];
    assertThat(second[0]).as("log of one multiplication").isCloseTo((float) Math.log(2), ROUNDING);
    assertThat(second[4]).as("as cheap as it can become").isEqualTo(1);
    assertThat(second[6]).as("creates the edge 1-3").isCloseTo((float) Math.log(2), ROUNDING);
    assertThat(second[8]).as("no neighbour becomes dearer").isZero();
    assertThat(second[16]).as("one way in, one way out").isEqualTo(1);
    float[] third = position.rows()[2];
    assertThat(third[18]).as("one of two predecessors is an input").isEqualTo(0.5f);
    assertThat(third[19]).as("both successors are outputs").isEqualTo(1);
    assertThat(third[20]).as("three quarters of the way").isEqualTo(0.75f);
    assertThat(third[21]).as("one quarter to go").isEqualTo(0.25f);
  }

  private static List<ComputationalGraph> tensorGraphs(long seed) {
    List<ComputationalGraph> graphs = new ArrayList<>();
    for (CostModel model : CostModel.values()) {
      graphs.add(RandomTensorGraphs.ofProgram(seed, model, 20));
    }
    graphs.add(RandomTensorGraphs.ofTypes(seed, PrincipleRules.PRINCIPLE));
    graphs.add(RandomTensorGraphs.ofTypes(seed, PrincipleRules.EXACT));
    graphs.add(RandomTensorGraphs.ofTypes(seed, AlphaGradRules.ALPHAGRAD));
    return graphs;
  }

  @Property(tries = 200)
  void followingChangesNoBitWithTensors(
      @ForAll @Size(max = 40) List<Step> steps, @ForAll long seed) {
    for (ComputationalGraph graph : tensorGraphs(seed)) {
      assertFollowed(new VertexGame(graph), steps, new SplittableRandom(seed));
    }
  }

  private static float signedLog(double change) {
    return (float) Math.copySign(Math.log1p(Math.abs(change)), change);
  }

  @Property(tries = 100)
  void featuresOfTensorsAreOfTrueCosts(@ForAll long seed) {
    for (ComputationalGraph graph : tensorGraphs(seed)) {
      VertexGame game = new VertexGame(graph);
      EliminationState state = new EliminationState(graph);
      FollowedPosition followed = new FollowedPosition(game);
      EncodedPosition position = new EncodedPosition(graph.eliminableCount());
      for (int vertex : RandomOrders.of(graph, seed).vertices()) {
        followed.encode(position);
        for (int row = 0; row < position.live(); row++) {
          float[] features = position.rows()[row];
          int described = position.vertices()[row];
          int cost = state.markowitzDegree(described);
          int excess = cost - game.bounds().bound(described);
          assertThat(excess).isNotNegative();
          assertThat(features[0]).isCloseTo((float) Math.log1p(cost / game.grain()), ROUNDING);
          assertThat(features[2]).isCloseTo((float) Math.log1p(excess / game.grain()), ROUNDING);
          assertThat(features[10])
              .isCloseTo((float) Math.log1p(state.inDegree(described)), ROUNDING);
          long behind = state.damageToPredecessors(described);
          long damage = behind + state.damageToSuccessors(described);
          assertThat(features[8]).isCloseTo(signedLog(damage / game.grain()), ROUNDING);
          assertThat(features[26]).isCloseTo(signedLog(behind / game.grain()), ROUNDING);
          assertThat(features[32]).isCloseTo(signedLog((cost + damage) / game.grain()), ROUNDING);
          VertexExtents extents = game.extents();
          assertThat(Arrays.copyOfRange(features, 27, 32))
              .containsExactly(
                  extents.logHeld()[described],
                  extents.logInWidth()[described],
                  extents.logOutWidth()[described],
                  extents.logInputs()[described],
                  extents.logOutputs()[described]);
          for (float feature : features) {
            assertThat(Math.abs(feature)).isLessThan(20f);
          }
        }
        assertThat(followed.eliminate(vertex)).isEqualTo(state.eliminate(vertex));
      }
    }
  }

  @Test
  void aPositionIsThatOfTheOrderWhereOrderMatters() {
    int different = 0;
    for (long seed = 0; seed < 600; seed++) {
      ComputationalGraph graph = RandomTensorGraphs.ofTypes(seed, AlphaGradRules.ALPHAGRAD);
      EliminationState ascending = new EliminationState(graph);
      EliminationState state = new EliminationState(graph);
      int[] order = RandomOrders.of(graph, seed).vertices();
      int half = order.length / 2;
      IntStream.of(order).limit(half).forEach(state::eliminate);
      IntStream.of(order).limit(half).sorted().forEach(ascending::eliminate);
      FollowedPosition followed = new FollowedPosition(new VertexGame(graph));
      followed.moveTo(state);
      different += ascending.sameAs(state) ? 0 : 1;
      for (int step = half; step < order.length; step++) {
        assertThat(followed.eliminate(order[step])).isEqualTo(state.eliminate(order[step]));
      }
    }
    assertThat(different).as("graphs where it does").isGreaterThan(5);
  }
}
