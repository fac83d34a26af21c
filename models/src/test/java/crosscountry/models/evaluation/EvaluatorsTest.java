package crosscountry.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.game.PositionFixture;
import crosscountry.environment.search.Judgement;
import crosscountry.models.network.Architecture;
import crosscountry.models.network.DenseBlock;
import crosscountry.models.network.NetworkBlueprint;
import crosscountry.models.network.NetworkSnapshot;
import crosscountry.models.network.ReferenceNetwork;
import crosscountry.models.network.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every kind of evaluator. */
class EvaluatorsTest {

  private static final int FEATURES = EncodedPosition.FEATURES;
  private static final double TOLERANCE = 1e-4;
  private static final NetworkBlueprint BLUEPRINT = new NetworkBlueprint(FEATURES, 32);

  @Property(tries = 120)
  void allAgreeWithDl4jAndWithTheFormula(
      @ForAll Architecture architecture,
      @ForAll @IntRange(min = 1, max = 150) int live,
      @ForAll @IntRange(min = 1, max = 70) int hidden,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkBlueprint blueprint = new NetworkBlueprint(architecture, FEATURES, hidden);
    NetworkSnapshot snapshot = Samples.snapshot(random, blueprint);
    EncodedPosition position = Samples.position(random, live, FEATURES);
    Judgement dl4j = judge(EvaluatorKind.DL4J.create(snapshot), position);
    ReferenceNetwork reference = new ReferenceNetwork(snapshot);
    reference.judge(position);
    assertClose(dl4j, reference.logits(), reference.excess());
    for (EvaluatorKind kind : EvaluatorKind.values()) {
      Judgement judgement = judge(kind.create(snapshot), position);
      assertClose(judgement, doubles(dl4j.logits(), live), doubles(dl4j.excess(), live));
    }
  }

  @Property(tries = 60)
  void numberingOfVerticesDoesNotMatter(
      @ForAll Architecture architecture,
      @ForAll @IntRange(min = 1, max = 150) int live,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkBlueprint blueprint = new NetworkBlueprint(architecture, FEATURES, 32);
    NetworkSnapshot snapshot = Samples.snapshot(random, blueprint);
    float[][] rows = Samples.rows(random, live, FEATURES);
    int[][] predecessors = Samples.predecessors(random, live);
    List<Integer> order = new ArrayList<>();
    for (int vertex = 0; vertex < live; vertex++) {
      order.add(vertex);
    }
    Collections.shuffle(order, new Random(seed));
    EncodedPosition shuffled =
        PositionFixture.of(
            order.stream().map(vertex -> rows[vertex]).toArray(float[][]::new),
            order.stream()
                .map(vertex -> IntStream.of(predecessors[vertex]).map(order::indexOf).toArray())
                .toArray(int[][]::new));
    for (EvaluatorKind kind : EvaluatorKind.values()) {
      NetworkEvaluator evaluator = kind.create(snapshot);
      Judgement before = judge(evaluator, PositionFixture.of(rows, predecessors));
      Judgement after = judge(evaluator, shuffled);
      double[] logits = order.stream().mapToDouble(vertex -> before.logits()[vertex]).toArray();
      double[] excess = order.stream().mapToDouble(vertex -> before.excess()[vertex]).toArray();
      assertClose(after, logits, excess);
    }
  }

  /** In a chain a vertex hears from its two neighbours and, by the context, of all. */
  @ParameterizedTest
  @EnumSource
  void neighboursAreHeardByWhoReadsThem(EvaluatorKind kind) {
    SplittableRandom random = new SplittableRandom(12);
    float[][] rows = Samples.rows(random, 3, FEATURES);
    EncodedPosition apart = PositionFixture.of(rows);
    EncodedPosition chained = PositionFixture.of(rows, new int[][] {{}, {0}, {1}});
    for (Architecture architecture : Architecture.values()) {
      NetworkBlueprint blueprint = new NetworkBlueprint(architecture, FEATURES, 32);
      NetworkEvaluator evaluator = kind.create(Samples.snapshot(random, blueprint));
      float[] alone = judge(evaluator, apart).logits();
      float[] joined = judge(evaluator, chained).logits();
      for (int row = 0; row < 3; row++) {
        assertThat(joined[row] == alone[row]).isNotEqualTo(architecture.readsNeighbours());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void loadedParametersReplaceTheOldOnes(EvaluatorKind kind) {
    SplittableRandom random = new SplittableRandom(3);
    NetworkSnapshot old = Samples.snapshot(random, BLUEPRINT);
    NetworkSnapshot fresh = Samples.snapshot(random, BLUEPRINT);
    EncodedPosition position = Samples.position(random, 30, FEATURES);
    NetworkEvaluator evaluator = kind.create(old);
    assertThat(evaluator.version()).isEqualTo(old.version());
    judge(evaluator, position);

    evaluator.load(fresh);

    assertThat(evaluator.version()).isEqualTo(fresh.version());
    assertThat(evaluator.blueprint()).isEqualTo(BLUEPRINT);
    assertThat(judge(evaluator, position).logits())
        .isEqualTo(judge(kind.create(fresh), position).logits());
  }

  @ParameterizedTest
  @EnumSource
  void sameInputGivesSameBitsWhateverCameBefore(EvaluatorKind kind) {
    SplittableRandom random = new SplittableRandom(4);
    for (Architecture architecture : Architecture.values()) {
      NetworkBlueprint blueprint = new NetworkBlueprint(architecture, FEATURES, 32);
      NetworkEvaluator evaluator = kind.create(Samples.snapshot(random, blueprint));
      EncodedPosition position = Samples.position(random, 17, FEATURES);
      Judgement first = judge(evaluator, position);
      judge(evaluator, Samples.position(random, 120, FEATURES));
      judge(evaluator, Samples.position(random, 1, FEATURES));
      Judgement second = judge(evaluator, position);
      assertThat(second.logits()).isEqualTo(first.logits());
      assertThat(second.excess()).isEqualTo(first.excess());
    }
  }

  @ParameterizedTest
  @EnumSource
  void judgesPositionsOneByOneAndTogether(EvaluatorKind kind) {
    SplittableRandom random = new SplittableRandom(5);
    for (Architecture architecture : Architecture.values()) {
      NetworkBlueprint blueprint = new NetworkBlueprint(architecture, FEATURES, 32);
      NetworkEvaluator evaluator = kind.create(Samples.snapshot(random, blueprint));
      List<EncodedPosition> positions = new ArrayList<>();
      List<Judgement> judgements = new ArrayList<>();
      for (int live : new int[] {5, 0, 40, 1}) {
        positions.add(Samples.position(random, live, FEATURES));
        judgements.add(new Judgement(40));
      }
      evaluator.evaluateAll(positions, judgements);
      for (int index = 0; index < positions.size(); index++) {
        EncodedPosition position = positions.get(index);
        Judgement alone = new Judgement(40);
        evaluator.evaluate(position, alone);
        int live = position.live();
        assertClose(
            judgements.get(index), doubles(alone.logits(), live), doubles(alone.excess(), live));
      }
      evaluator.evaluateAll(List.of(), List.of());
      assertThatThrownBy(() -> evaluator.evaluateAll(positions, List.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("4 positions");
    }
  }

  @ParameterizedTest
  @EnumSource
  void namesTheFeatureThatIsNotFinite(EvaluatorKind kind) {
    SplittableRandom random = new SplittableRandom(6);
    NetworkEvaluator evaluator = kind.create(Samples.snapshot(random, BLUEPRINT));
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      float[][] rows = Samples.rows(random, 9, FEATURES);
      rows[7][11] = bad;
      assertThatThrownBy(() -> judge(evaluator, PositionFixture.of(rows)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Feature 11 of row 7 of the position is %s, not a finite number", bad);
      assertThat(judge(evaluator, PositionFixture.of(Arrays.copyOf(rows, 7))).logits())
          .doesNotContain(Float.NaN);
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesFeaturesThatOverflow(EvaluatorKind kind) {
    SplittableRandom random = new SplittableRandom(7);
    NetworkEvaluator evaluator = kind.create(Samples.snapshot(random, BLUEPRINT));
    float[][] rows = Samples.rows(random, 9, FEATURES);
    for (float[] row : rows) {
      Arrays.fill(row, 3e38f);
    }
    assertThatThrownBy(() -> judge(evaluator, PositionFixture.of(rows)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("9 live vertices isn't finite")
        .hasMessageContaining("Maybe");
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatDoesNotFit(EvaluatorKind kind) {
    SplittableRandom random = new SplittableRandom(8);
    NetworkEvaluator evaluator = kind.create(Samples.snapshot(random, BLUEPRINT));
    assertThatThrownBy(() -> judge(evaluator, PositionFixture.of(new float[3][4])))
        .hasMessageContaining(
            "Row 0 of the position has 4 features, but the network takes " + FEATURES);
    float[][] ragged = new float[3][FEATURES];
    ragged[2] = new float[FEATURES + 1];
    assertThatThrownBy(() -> judge(evaluator, PositionFixture.of(ragged)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Row 2 of the position has " + (FEATURES + 1) + " features");
    EncodedPosition three = PositionFixture.of(new float[3][FEATURES]);
    assertThatThrownBy(() -> evaluator.evaluate(three, new Judgement(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a judgement of 2");
    NetworkSnapshot wider = Samples.snapshot(random, new NetworkBlueprint(FEATURES, 33));
    assertThatThrownBy(() -> evaluator.load(wider))
        .hasMessageContaining("hidden=32")
        .hasMessageContaining("hidden=33");
  }

  @ParameterizedTest
  @EnumSource
  void judgesNothingWhereNothingIsLive(EvaluatorKind kind) {
    NetworkEvaluator evaluator = kind.create(Samples.snapshot(new SplittableRandom(9), BLUEPRINT));
    Judgement judgement = new Judgement(1);
    evaluator.evaluate(PositionFixture.of(new float[0][]), judgement);
    assertThat(judgement.logits()).containsExactly(0f);
  }

  @Test
  void zeroWeightsLeaveTheBiases() {
    float[] parameters = new float[BLUEPRINT.parameterCount()];
    parameters[DenseBlock.POLICY.biasOffset(BLUEPRINT)] = 1.5f;
    parameters[DenseBlock.EXCESS.biasOffset(BLUEPRINT)] = -0.25f;
    NetworkSnapshot snapshot = new NetworkSnapshot(1, BLUEPRINT, parameters);
    EncodedPosition position = Samples.position(new SplittableRandom(1), 3, FEATURES);
    for (EvaluatorKind kind : EvaluatorKind.values()) {
      Judgement judgement = judge(kind.create(snapshot), position);
      assertThat(judgement.logits()).startsWith(1.5f, 1.5f, 1.5f);
      assertThat(judgement.excess()).startsWith(-0.25f, -0.25f, -0.25f);
    }
  }

  private static Judgement judge(NetworkEvaluator evaluator, EncodedPosition position) {
    Judgement judgement = new Judgement(Math.max(1, position.live()));
    evaluator.evaluate(position, judgement);
    return judgement;
  }

  private static double[] doubles(float[] values, int length) {
    double[] result = new double[length];
    for (int index = 0; index < length; index++) {
      result[index] = values[index];
    }
    return result;
  }

  private static void assertClose(Judgement actual, double[] logits, double[] excess) {
    assertThat(doubles(actual.logits(), logits.length)).containsExactly(logits, tolerance(logits));
    assertThat(doubles(actual.excess(), excess.length)).containsExactly(excess, tolerance(excess));
  }

  /** Relative to the largest number, since what is small beside it comes of cancellation. */
  private static org.assertj.core.data.Offset<Double> tolerance(double[] values) {
    double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
    return within(TOLERANCE * Math.max(largest, 0.1));
  }
}
