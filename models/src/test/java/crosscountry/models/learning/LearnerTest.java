package crosscountry.models.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.game.LiveNeighbours;
import crosscountry.environment.game.PositionFixture;
import crosscountry.environment.search.Judgement;
import crosscountry.models.evaluation.EvaluatorKind;
import crosscountry.models.evaluation.NetworkEvaluator;
import crosscountry.models.network.Architecture;
import crosscountry.models.network.DivergedException;
import crosscountry.models.network.LearningRate;
import crosscountry.models.network.LossReport;
import crosscountry.models.network.NetworkBlueprint;
import crosscountry.models.network.NetworkSnapshot;
import crosscountry.models.network.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LearnerTest {

  private static final int FEATURES = 8;
  static final NetworkBlueprint BLUEPRINT = new NetworkBlueprint(FEATURES, 16);
  static final LearnerSettings SETTINGS =
      LearnerSettings.defaults().withLearningRate(new LearningRate(0.01, 10, 400, 0.0005));

  /** Eliminate the vertex whose first feature is largest; its excess is a linear function. */
  private static TrainingExample example(SplittableRandom random) {
    int live = random.nextInt(2, 20);
    float[][] rows = Samples.rows(random, live, FEATURES);
    float[] policy = new float[live];
    float[] excess = new float[live];
    int best = 0;
    for (int vertex = 0; vertex < live; vertex++) {
      best = rows[vertex][0] > rows[best][0] ? vertex : best;
      excess[vertex] = 1 + 2 * rows[vertex][1] - rows[vertex][2];
    }
    policy[best] = 1;
    return new TrainingExample(Samples.packed(rows), live, policy, excess, 0.05f, 1);
  }

  @Test
  void aLearnerThatStartsAtTheWeightsOfAnotherHasDoneNoStepItself() {
    SplittableRandom random = new SplittableRandom(5);
    List<TrainingExample> batch = Stream.generate(() -> example(random)).limit(8).toList();
    Learner old = Learner.create(BLUEPRINT, 3, SETTINGS);
    old.learn(batch);
    NetworkSnapshot weights = old.snapshot(9);
    Learner young = Learner.startingAt(weights, SETTINGS, 1);
    assertThat(young.snapshot(9)).isEqualTo(weights);
    assertThat(young.steps()).isZero();
    assertThat(young.state().updaterState()).containsOnly(0);
    young.learn(batch);
    assertThat(young.snapshot(9)).isNotEqualTo(weights);
    assertThat(old.snapshot(9)).isEqualTo(weights);
  }

  /** The excess is what the predecessors' first feature is on average, which no row tells. */
  static TrainingExample hearsay(SplittableRandom random) {
    int live = random.nextInt(2, 20);
    EncodedPosition position = Samples.position(random, live, FEATURES);
    LiveNeighbours neighbours = position.neighbours();
    float[] excess = new float[live];
    for (int row = 0; row < live; row++) {
      int first = neighbours.predecessors().start()[row];
      int end = neighbours.predecessors().start()[row + 1];
      for (int at = first; at < end; at++) {
        float heard = position.rows()[neighbours.predecessors().rows()[at]][0];
        excess[row] += heard / (end - first);
      }
    }
    float[] policy = Samples.distribution(random, live);
    float[][] rows = Arrays.copyOf(position.rows(), live);
    return new TrainingExample(Samples.packed(rows), live, neighbours, policy, excess, 0.05f, 1);
  }

  private static LossReport learnt(Architecture architecture) {
    NetworkBlueprint blueprint = new NetworkBlueprint(architecture, FEATURES, 16);
    Learner learner = Learner.create(blueprint, 1, SETTINGS);
    SplittableRandom random = new SplittableRandom(1);
    LossReport last = null;
    for (int step = 0; step < 150; step++) {
      last = learner.learn(Stream.generate(() -> hearsay(random)).limit(32).toList());
    }
    return last;
  }

  @Test
  void onlyWhoReadsNeighboursLearnsWhatTheyTell() {
    double heard = learnt(Architecture.NEIGHBOURHOOD).excessLoss();
    double guessed = learnt(Architecture.POOLED_VERTEXWISE).excessLoss();
    assertThat(heard).isLessThan(0.3 * guessed);
  }

  static List<TrainingExample> examples(SplittableRandom random, int count) {
    List<TrainingExample> examples = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      examples.add(example(random));
    }
    return examples;
  }

  @Test
  void learnsAnArgmaxAndALinearFunction() {
    Learner learner = Learner.create(BLUEPRINT, 1, SETTINGS);
    SplittableRandom random = new SplittableRandom(1);
    LossReport first = learner.learn(examples(random, 64));
    for (int step = 0; step < 500; step++) {
      learner.learn(examples(random, 64));
    }
    LossReport last = learner.learn(examples(random, 64));
    assertThat(first.policyLoss()).isGreaterThan(1.5);
    assertThat(last.policyLoss()).isLessThan(0.25);
    assertThat(last.excessLoss()).isLessThan(0.01 * first.excessLoss());
    assertThat(last.valueLoss()).isLessThan(0.02 * first.valueLoss());
    assertThat(accuracy(learner.snapshot(0), examples(random, 500))).isGreaterThan(0.9);
  }

  private static double accuracy(NetworkSnapshot snapshot, List<TrainingExample> examples) {
    NetworkEvaluator evaluator = EvaluatorKind.ROWS.create(snapshot);
    Judgement judgement = new Judgement(20);
    int right = 0;
    for (TrainingExample example : examples) {
      float[][] rows = new float[example.live()][FEATURES];
      int best = 0;
      for (int vertex = 0; vertex < rows.length; vertex++) {
        System.arraycopy(example.rows(), vertex * FEATURES, rows[vertex], 0, FEATURES);
      }
      evaluator.evaluate(PositionFixture.of(rows), judgement);
      for (int vertex = 0; vertex < rows.length; vertex++) {
        best = judgement.logits()[vertex] > judgement.logits()[best] ? vertex : best;
      }
      right += example.policyTarget()[best] == 1 ? 1 : 0;
    }
    return (double) right / examples.size();
  }

  @Test
  void goesOnFromItsStateToTheBit() {
    List<List<TrainingExample>> batches = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(2);
    for (int step = 0; step < 30; step++) {
      batches.add(examples(random, 1 + step % 7));
    }
    Learner straight = Learner.create(BLUEPRINT, 9, SETTINGS);
    Learner before = Learner.create(BLUEPRINT, 9, SETTINGS);
    batches.forEach(straight::learn);
    batches.subList(0, 15).forEach(before::learn);
    LearnerState middle = before.state();

    Learner after = Learner.restore(middle, SETTINGS);
    assertThat(after.state()).isEqualTo(middle).hasSameHashCodeAs(middle);
    batches.subList(15, 30).forEach(after::learn);

    assertThat(after.state()).isEqualTo(straight.state()).isNotEqualTo(middle);
    assertThat(after.steps()).isEqualTo(30);
    assertThat(after.snapshot(4)).isEqualTo(straight.snapshot(4));
  }

  @Test
  void isDeterminedByItsSeed() {
    assertThat(trained(3)).isEqualTo(trained(3)).isNotEqualTo(trained(4));
  }

  private static LearnerState trained(long seed) {
    Learner learner = Learner.create(BLUEPRINT, seed, SETTINGS);
    SplittableRandom random = new SplittableRandom(6);
    for (int step = 0; step < 10; step++) {
      learner.learn(examples(random, 16));
    }
    return learner.state();
  }

  @Test
  void divergenceIsToldAndUndone() {
    LearnerSettings wild = SETTINGS.withLearningRate(LearningRate.constant(1e18));
    Learner learner = Learner.create(BLUEPRINT, 1, wild);
    List<TrainingExample> examples = examples(new SplittableRandom(3), 8);
    LearnerState[] last = new LearnerState[1];
    assertThatThrownBy(
            () -> {
              for (int step = 0; step < 50; step++) {
                last[0] = learner.state();
                learner.learn(examples);
              }
            })
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("1.0E18");
    assertThat(learner.state()).isEqualTo(last[0]);
  }

  @Test
  void refusesWhatItCannotLearnFrom() {
    Learner learner = Learner.create(BLUEPRINT, 1, SETTINGS);
    assertThatThrownBy(() -> learner.learn(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There is no example to learn from");
    TrainingExample narrow =
        new TrainingExample(new float[3], 1, new float[] {1}, new float[1], 1, 1);
    assertThatThrownBy(() -> learner.learn(List.of(narrow)))
        .hasMessageContaining("3 features per vertex")
        .hasMessageContaining("features=8");
    Learner listener =
        Learner.create(new NetworkBlueprint(Architecture.NEIGHBOURHOOD, 8, 4), 1, SETTINGS);
    assertThatThrownBy(() -> listener.learn(examples(new SplittableRandom(1), 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no neighbours, but the network is neighbourhood/1");
  }

  @Test
  void refusesStatesThatDoNotFit() {
    LearnerState state = Learner.create(BLUEPRINT, 1, SETTINGS).state();
    assertThat(state).hasToString("LearnerState[%s, steps=0]".formatted(BLUEPRINT.toText()));
    LearnerState shorter =
        new LearnerState(BLUEPRINT, state.parameters(), new float[2], state.steps());
    assertThatThrownBy(() -> Learner.restore(shorter, SETTINGS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("but 2 were given");
  }

  @Test
  void refusesStatesThatLearningNeverLeadsTo() {
    Learner learner = Learner.create(BLUEPRINT, 1, SETTINGS);
    learner.learn(examples(new SplittableRandom(1), 8));
    LearnerState state = learner.state();
    LearnerState backwards =
        new LearnerState(BLUEPRINT, state.parameters(), state.updaterState(), -1);
    assertThatThrownBy(() -> Learner.restore(backwards, SETTINGS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There can't be -1 learning steps");

    float[] moments = state.updaterState().clone();
    moments[0] = -1;
    Learner.restore(
        new LearnerState(BLUEPRINT, state.parameters(), moments, state.steps()), SETTINGS);
    moments[moments.length / 2] = -0.5f;
    LearnerState negative = new LearnerState(BLUEPRINT, state.parameters(), moments, state.steps());
    assertThatThrownBy(() -> Learner.restore(negative, SETTINGS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The updater state holds -0.5 as second moment");
  }
}
