package crosscountry.models.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import crosscountry.environment.game.LiveNeighbours;
import crosscountry.environment.game.PositionFixture;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PolicyValueNetworkTest {

  private static final NetworkBlueprint BLUEPRINT = new NetworkBlueprint(6, 8);
  private static final LossSettings LOSSES = new LossSettings(1.5, 0.7, 20, 0.5, 0.05);
  private static final OptimizerSettings OPTIMIZER =
      new OptimizerSettings(LearningRate.constant(0.01), 1.0, 1e-3);

  private final SplittableRandom random = new SplittableRandom(5);

  private static PolicyValueNetwork network() {
    return PolicyValueNetwork.create(BLUEPRINT, 1, OPTIMIZER, LOSSES);
  }

  /** A position with targets. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Case(float[][] rows, float[] policy, float[] excess, float scale, float weight) {

    static Case of(SplittableRandom random, int live, float weight) {
      return new Case(
          Samples.rows(random, live, BLUEPRINT.features()),
          Samples.distribution(random, live),
          Samples.uniform(random, live, 2),
          0.1f,
          weight);
    }

    void addTo(TrainingBatch batch) {
      batch.add(Samples.packed(rows), LiveNeighbours.none(), policy, excess, scale, weight);
    }
  }

  private static TrainingBatch batch(Case... cases) {
    TrainingBatch batch = new TrainingBatch(BLUEPRINT, LOSSES);
    batch.reset(Arrays.stream(cases).mapToInt(example -> example.policy().length).toArray());
    for (Case example : cases) {
      example.addTo(batch);
    }
    return batch;
  }

  @Test
  void parametersAreReadAsTheyWereSet() {
    PolicyValueNetwork network = network();
    float[] parameters = Samples.snapshot(random, BLUEPRINT).parameters();
    network.setParameters(parameters);
    assertThat(network.parameters()).isEqualTo(parameters);
  }

  @Test
  void sameSeedGivesSameWeights() {
    assertThat(network().parameters()).isEqualTo(network().parameters());
    float[] others = PolicyValueNetwork.create(BLUEPRINT, 2, OPTIMIZER, LOSSES).parameters();
    assertThat(network().parameters()).isNotEqualTo(others);
  }

  @Test
  void untrainedPolicyIsAlmostEvenAndExpectsAlmostNoExcess() {
    PositionBatch positions = new PositionBatch(BLUEPRINT);
    positions.reset(20);
    positions.add(Samples.position(random, 20, BLUEPRINT.features()));
    PolicyValueNetwork.Outputs outputs = network().judge(positions);
    for (int slot = 0; slot < 20; slot++) {
      assertThat(outputs.logits()[slot]).isCloseTo(0, within(0.2f));
      assertThat(outputs.excess()[slot]).isCloseTo(0, within(0.2f));
    }
  }

  @Test
  void reportsTheLossOfItsFormula() {
    Case[] cases = {Case.of(random, 5, 1), Case.of(random, 9, 0.25f), Case.of(random, 1, 2)};
    PolicyValueNetwork network = network();
    NetworkSnapshot snapshot = Samples.snapshot(random, BLUEPRINT);
    network.setParameters(snapshot.parameters());

    LossReport report = network.fit(batch(cases));

    double policy = 0;
    double excess = 0;
    double value = 0;
    for (Case example : cases) {
      ReferenceNetwork reference = new ReferenceNetwork(snapshot);
      reference.judge(PositionFixture.of(example.rows()));
      policy += example.weight() * crossEntropy(example, reference.logits()) / 3;
      excess += example.weight() * meanHuber(example, reference.excess()) / 3;
      value += example.weight() * valueHuber(example, reference.excess()) / 3;
    }
    assertThat(report.policyLoss()).isCloseTo(policy, within(1e-4));
    assertThat(report.excessLoss()).isCloseTo(excess, within(1e-4));
    assertThat(report.valueLoss()).isCloseTo(value, within(1e-5));
    assertThat(report.total()).isCloseTo(1.5 * policy + 0.7 * excess + 20 * value, within(1e-3));
    assertThat(report.policyDivergence()).isBetween(0.0, report.policyLoss());
    assertThat(report.learningRate()).isEqualTo(0.01);
    assertThat(report.step()).isZero();
  }

  private static double crossEntropy(Case example, double[] logits) {
    double normalizer = 0;
    for (double logit : logits) {
      normalizer += Math.exp(logit);
    }
    double sum = 0;
    for (int vertex = 0; vertex < logits.length; vertex++) {
      sum -= example.policy()[vertex] * (logits[vertex] - Math.log(normalizer));
    }
    return sum;
  }

  private static double meanHuber(Case example, double[] excess) {
    double sum = 0;
    for (int vertex = 0; vertex < excess.length; vertex++) {
      sum += huber(excess[vertex] - example.excess()[vertex], LOSSES.excessWidth());
    }
    return sum / excess.length;
  }

  private static double valueHuber(Case example, double[] excess) {
    double difference = 0;
    for (int vertex = 0; vertex < excess.length; vertex++) {
      difference += excess[vertex] - example.excess()[vertex];
    }
    return huber(example.scale() * difference, LOSSES.valueWidth());
  }

  private static double huber(double difference, double width) {
    double distance = Math.abs(difference);
    return distance <= width ? distance * distance / 2 : width * (distance - width / 2);
  }

  @Test
  void weightlessCompanyChangesNothing() {
    Case single = Case.of(random, 4, 1);
    Case first = new Case(single.rows(), single.policy(), single.excess(), single.scale(), 3);
    Case[] cases = {first, Case.of(random, 40, 0), Case.of(random, 1, 0)};
    PolicyValueNetwork alone = network();
    PolicyValueNetwork together = network();
    for (int step = 0; step < 5; step++) {
      LossReport expected = alone.fit(batch(single));
      LossReport actual = together.fit(batch(cases));
      assertThat(actual.total()).isCloseTo(expected.total(), within(1e-4));
      assertThat(actual.gradientNorm()).isCloseTo(expected.gradientNorm(), within(1e-3));
    }
  }

  @Test
  void learnsFromASinglePositionOfASingleVertex() {
    Case example = Case.of(random, 1, 1);
    PolicyValueNetwork network = network();
    LossReport first = network.fit(batch(example));
    LossReport last = first;
    for (int step = 0; step < 100; step++) {
      last = network.fit(batch(example));
    }
    assertThat(first.policyLoss()).isCloseTo(0, within(1e-6));
    assertThat(last.excessLoss()).isLessThan(0.1 * first.excessLoss());
    assertThat(network.steps()).isEqualTo(101);
  }

  @Test
  void longGradientsAreShortened() {
    OptimizerSettings free = new OptimizerSettings(LearningRate.constant(0.01), 0, 0);
    OptimizerSettings tight = new OptimizerSettings(LearningRate.constant(0.01), 1e-12, 0);
    Case example = Case.of(random, 5, 1);
    float[] start = PolicyValueNetwork.create(BLUEPRINT, 1, free, LOSSES).parameters();
    float freely = distance(PolicyValueNetwork.create(BLUEPRINT, 1, free, LOSSES), example, start);
    float tightly =
        distance(PolicyValueNetwork.create(BLUEPRINT, 1, tight, LOSSES), example, start);
    // Adam's step hardly depends on the length of gradients, unless they vanish beside its epsilon.
    assertThat(freely).isGreaterThan(0.005f);
    assertThat(tightly).isLessThan(1e-4f);
  }

  private static float distance(PolicyValueNetwork network, Case example, float[] start) {
    network.fit(batch(example));
    float most = 0;
    float[] end = network.parameters();
    for (int index = 0; index < start.length; index++) {
      most = Math.max(most, Math.abs(end[index] - start[index]));
    }
    return most;
  }

  @Test
  void divergenceLeavesEverythingAsItWas() {
    PolicyValueNetwork network = network();
    Case good = Case.of(random, 4, 1);
    network.fit(batch(good));
    float[] parameters = network.parameters();
    float[] state = network.updaterState();

    Case bad = Case.of(random, 4, 1);
    bad.rows()[1][2] = Float.POSITIVE_INFINITY;
    TrainingBatch poisoned = batch(bad);
    assertThatThrownBy(() -> network.fit(poisoned))
        .isInstanceOfSatisfying(
            DivergedException.class, e -> assertThat(e.report().step()).isEqualTo(1))
        .hasMessageContaining("step 1")
        .hasMessageContaining("Maybe");

    assertThat(network.parameters()).isEqualTo(parameters);
    assertThat(network.updaterState()).isEqualTo(state);
    assertThat(network.steps()).isEqualTo(1);
    assertThat(network.fit(batch(good)).isFinite()).isTrue();
  }

  @Test
  void updaterStateIsReadAsItWasSet() {
    PolicyValueNetwork network = network();
    float[] state = Samples.uniform(random, 2 * BLUEPRINT.parameterCount(), 1);
    for (int second = state.length / 2; second < state.length; second++) {
      state[second] = Math.abs(state[second]);
    }
    network.setUpdaterState(state);
    assertThat(network.updaterState()).isEqualTo(state);
    assertThatThrownBy(() -> network.setUpdaterState(new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("but 3 were given");
    state[4] = Float.NaN;
    assertThatThrownBy(() -> network.setUpdaterState(state)).hasMessageContaining("NaN");
  }

  @Test
  void refusesWhatDoesNotFit() {
    PositionBatch narrow = new PositionBatch(new NetworkBlueprint(2, 8));
    narrow.reset(1);
    narrow.add(new float[2], 1, LiveNeighbours.none());
    assertThatThrownBy(() -> network().judge(narrow))
        .hasMessageContaining("features=2")
        .hasMessageContaining("features=6");
    PositionBatch positions = new PositionBatch(new NetworkBlueprint(1, 8));
    positions.reset(3, 4);
    positions.add(new float[3], 3, LiveNeighbours.none());
    assertThatThrownBy(() -> positions.add(new float[5], 5, LiveNeighbours.none()))
        .hasMessage("A position of 5 live vertices doesn't fit as number 2 of a batch of [3, 4]");
    assertThatThrownBy(positions::requireComplete).hasMessage("The batch holds 1 of 2 positions");
    assertThatThrownBy(() -> network().setParameters(new float[1]))
        .hasMessageContaining("but 1 were given");
  }
}
