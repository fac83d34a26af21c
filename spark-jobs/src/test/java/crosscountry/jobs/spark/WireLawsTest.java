package crosscountry.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.datasets.curriculum.RandomCurriculum;
import crosscountry.datasets.tables.Ints;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.game.FeatureSet;
import crosscountry.environment.game.GameSettings;
import crosscountry.environment.game.Reductions;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.heuristic.HeuristicOrder;
import crosscountry.environment.linearization.CostModel;
import crosscountry.environment.search.SearchSettings;
import crosscountry.environment.search.Transpositions;
import crosscountry.jobs.search.Finding;
import crosscountry.jobs.selfplay.GameBatch;
import crosscountry.jobs.selfplay.GameMix;
import crosscountry.jobs.selfplay.PlayTally;
import crosscountry.jobs.selfplay.PlayedBatches;
import crosscountry.jobs.selfplay.SelfPlayAssignment;
import crosscountry.models.evaluation.EvaluatorKind;
import crosscountry.models.network.Architecture;
import crosscountry.models.network.NetworkBlueprint;
import crosscountry.models.network.NetworkSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever crosses the wire arrives bit by bit as it was sent, or not at all. */
final class WireLawsTest {

  /** Kryo's numbers of references and classes take at most so many bytes before the frame. */
  private static final int FRAME_BEGINS = 4;

  private final Wire wire = Wire.compact();

  @Property(tries = 300)
  void batchesOfAnyGamesArrive(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Trajectory> games = new ArrayList<>();
    for (int number = random.nextInt(6); number > 0; number--) {
      Trajectory game = game(random, random.nextInt(40));
      games.add(
          games.isEmpty() || random.nextBoolean()
              ? game
              : continued(games.get(games.size() - 1), random.nextInt(40), game));
    }
    assertArrives(batch(random, games));
  }

  @Property(tries = 20)
  void gamesPlayedOnRandomGraphsArrive(@ForAll @IntRange(min = 0, max = 9999) int seed) {
    CostModel rules = CostModel.values()[seed % CostModel.values().length];
    VertexGame game = new VertexGame(rules.linearize(RandomCurriculum.entry(seed).program()));
    assertArrives(PlayedBatches.play(game, 4, seed));
  }

  @Property(tries = 300)
  void assignmentsArrive(@ForAll long seed) {
    SelfPlayAssignment assignment = assignment(new SplittableRandom(seed));
    assertThat(wire.sent(assignment)).isEqualTo(assignment);
  }

  @Property(tries = 100)
  void networksArrive(@ForAll long seed) {
    NetworkSnapshot snapshot = snapshot(new SplittableRandom(seed));
    NetworkSnapshot arrived = wire.sent(snapshot);
    assertThat(arrived.version()).isEqualTo(snapshot.version());
    assertThat(arrived.blueprint()).isEqualTo(snapshot.blueprint());
    assertSameBits(arrived.parameters(), snapshot.parameters());
  }

  @Property(tries = 300)
  void findingsArrive(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Finding finding =
        new Finding(
            Ints.of(numbers(random, random.nextInt(300))),
            number(random),
            random.nextBoolean() ? number(random) : null,
            number(random));
    assertThat(wire.sent(finding)).isEqualTo(finding);
  }

  @Property(tries = 20)
  void randomGraphsArrive(@ForAll @IntRange(min = 0, max = 9999) int seed) {
    CostModel rules = CostModel.values()[seed % CostModel.values().length];
    ComputationalGraph[] graphs =
        IntStream.range(seed, seed + 3)
            .mapToObj(each -> rules.linearize(RandomCurriculum.entry(each).program()))
            .toArray(ComputationalGraph[]::new);
    ComputationalGraph[] arrived = wire.sent(graphs);
    assertThat(arrived).hasSameSizeAs(graphs);
    for (int index = 0; index < graphs.length; index++) {
      assertSame(arrived[index], graphs[index]);
      assertSame(wire.sent(graphs[index]), graphs[index]);
    }
  }

  @Property(tries = 300)
  void whatIsDamagedIsRefused(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = Integer.MAX_VALUE) int place) {
    byte[] bytes = message(new SplittableRandom(seed));
    int damaged = FRAME_BEGINS + place % (bytes.length - FRAME_BEGINS);
    bytes[damaged] ^= (byte) (1 << (place & 7));
    assertThatThrownBy(() -> wire.read(bytes))
        .isInstanceOf(DamagedMessageException.class)
        .hasMessageMatching("(A|What) .* arrived (damaged|cut off).*");
  }

  @Property(tries = 300)
  void whatIsCutOffIsRefused(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = Integer.MAX_VALUE) int place) {
    byte[] bytes = message(new SplittableRandom(seed));
    int length = FRAME_BEGINS + place % (bytes.length - FRAME_BEGINS);
    assertThatThrownBy(() -> wire.read(Arrays.copyOf(bytes, length)))
        .isInstanceOf(DamagedMessageException.class)
        .hasMessageMatching("(A|What) .* arrived cut off");
  }

  private byte[] message(SplittableRandom random) {
    return wire.bytes(
        switch (random.nextInt(4)) {
          case 0 -> assignment(random);
          case 1 -> snapshot(random);
          case 2 -> new Finding(Ints.of(numbers(random, 9)), 5, null, 3);
          default -> batch(random, List.of(game(random, 20), game(random, 30)));
        });
  }

  private void assertArrives(GameBatch batch) {
    GameBatch arrived = wire.sent(batch);
    assertThat(arrived.assignment()).isEqualTo(batch.assignment());
    assertThat(arrived.version()).isEqualTo(batch.version());
    assertThat(arrived.tally()).isEqualTo(batch.tally());
    assertThat(arrived.busyNanos()).isEqualTo(batch.busyNanos());
    assertThat(arrived.games()).hasSameSizeAs(batch.games());
    for (int number = 0; number < batch.games().size(); number++) {
      assertSame(arrived.games().get(number), batch.games().get(number));
    }
  }

  private static void assertSame(Trajectory arrived, Trajectory sent) {
    assertThat(arrived.vertices()).isEqualTo(sent.vertices());
    assertThat(arrived.costs()).isEqualTo(sent.costs());
    assertThat(arrived.policyMoves()).isDeepEqualTo(sent.policyMoves());
    assertThat(arrived.policy().length).isEqualTo(sent.policy().length);
    for (int step = 0; step < sent.policy().length; step++) {
      assertSameBits(arrived.policy()[step], sent.policy()[step]);
    }
    assertSameBits(arrived.rootValues(), sent.rootValues());
    assertThat(arrived.evaluations()).isEqualTo(sent.evaluations());
  }

  private static void assertSame(ComputationalGraph arrived, ComputationalGraph sent) {
    assertThat(arrived.name()).isEqualTo(sent.name());
    assertThat(arrived.inputs()).isEqualTo(sent.inputs());
    assertThat(arrived.eliminable()).isEqualTo(sent.eliminable());
    assertThat(arrived.vertices()).isEqualTo(sent.vertices());
    for (int vertex = 0; vertex < sent.vertices(); vertex++) {
      assertThat(arrived.predecessors(vertex)).isEqualTo(sent.predecessors(vertex));
      assertThat(arrived.successors(vertex)).isEqualTo(sent.successors(vertex));
    }
    for (HeuristicOrder rule : List.of(HeuristicOrder.FORWARD, HeuristicOrder.MARKOWITZ)) {
      assertThat(EliminationCost.of(arrived, rule.of(arrived)).multiplications())
          .isEqualTo(EliminationCost.of(sent, rule.of(sent)).multiplications());
    }
  }

  private static void assertSameBits(float[] arrived, float[] sent) {
    assertThat(bits(arrived)).isEqualTo(bits(sent));
  }

  private static int[] bits(float[] values) {
    return IntStream.range(0, values.length)
        .map(index -> Float.floatToRawIntBits(values[index]))
        .toArray();
  }

  private static GameBatch batch(SplittableRandom random, List<Trajectory> games) {
    return new GameBatch(
        assignment(random),
        number(random),
        games,
        new PlayTally(number(random), number(random), number(random), number(random)),
        number(random));
  }

  private static SelfPlayAssignment assignment(SplittableRandom random) {
    return new SelfPlayAssignment(
        (int) number(random),
        (int) number(random),
        (int) number(random),
        new GameMix(
            (int) number(random),
            (int) number(random),
            (int) number(random),
            Double.longBitsToDouble(random.nextLong()),
            (int) number(random)),
        random.nextLong(),
        new SearchSettings(
            random.nextInt(1 << random.nextInt(30)),
            1 + random.nextInt(1 << random.nextInt(30)),
            random.nextDouble(),
            random.nextDouble(1e6),
            random.nextDouble(),
            choice(random, Transpositions.values())),
        choice(random, EvaluatorKind.values()),
        new GameSettings(choice(random, Reductions.values()), choice(random, FeatureSet.values())));
  }

  private static NetworkSnapshot snapshot(SplittableRandom random) {
    NetworkBlueprint blueprint =
        new NetworkBlueprint(
            choice(random, Architecture.values()), 1 + random.nextInt(40), 1 + random.nextInt(40));
    float[] parameters = new float[blueprint.parameterCount()];
    for (int index = 0; index < parameters.length; index++) {
      float value = Float.intBitsToFloat(random.nextInt());
      parameters[index] = Float.isFinite(value) ? value : -0f;
    }
    return new NetworkSnapshot(random.nextLong(Long.MAX_VALUE), blueprint, parameters);
  }

  /** Any numbers, and as many steps without a value or a policy at the start as chance has it. */
  private static Trajectory game(SplittableRandom random, int steps) {
    int valueless = random.nextInt(steps + 1);
    int unsearched = random.nextInt(steps + 1);
    int[][] moves = new int[steps][];
    float[][] policy = new float[steps][];
    for (int step = 0; step < steps; step++) {
      int considered = step < unsearched ? 0 : random.nextInt(9);
      moves[step] = numbers(random, considered);
      policy[step] = floats(random, considered, 0);
    }
    return new Trajectory(
        numbers(random, steps),
        numbers(random, steps),
        moves,
        policy,
        floats(random, steps, valueless),
        number(random));
  }

  /** Returns a game whose first steps are another one's. */
  private static Trajectory continued(Trajectory before, int steps, Trajectory after) {
    int[] vertices = after.vertices().clone();
    int[] costs = after.costs().clone();
    int shared = Math.min(steps, Math.min(before.steps(), after.steps()));
    System.arraycopy(before.vertices(), 0, vertices, 0, shared);
    System.arraycopy(before.costs(), 0, costs, 0, shared);
    return new Trajectory(
        vertices,
        costs,
        after.policyMoves(),
        after.policy(),
        after.rootValues(),
        after.evaluations());
  }

  private static int[] numbers(SplittableRandom random, int count) {
    return IntStream.range(0, count).map(index -> (int) number(random)).toArray();
  }

  /** Returns numbers of all sizes, and of both signs. */
  private static long number(SplittableRandom random) {
    return random.nextLong() >> random.nextInt(Long.SIZE);
  }

  /** Returns any floats, those that are no numbers among them, after so many zeros. */
  private static float[] floats(SplittableRandom random, int count, int zeros) {
    float[] values = new float[count];
    for (int index = zeros; index < count; index++) {
      values[index] = random.nextInt(8) == 0 ? -0f : Float.intBitsToFloat(random.nextInt());
    }
    return values;
  }

  private static <T> T choice(SplittableRandom random, T[] values) {
    return values[random.nextInt(values.length)];
  }
}
