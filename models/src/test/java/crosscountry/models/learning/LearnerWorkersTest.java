package crosscountry.models.learning;

import static crosscountry.models.learning.LearnerTest.BLUEPRINT;
import static crosscountry.models.learning.LearnerTest.SETTINGS;
import static crosscountry.models.learning.LearnerTest.examples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import crosscountry.models.network.Architecture;
import crosscountry.models.network.DivergedException;
import crosscountry.models.network.LearningRate;
import crosscountry.models.network.LossReport;
import crosscountry.models.network.NetworkBlueprint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Learners whose network is copied and learns in parallel. */
class LearnerWorkersTest {

  private static final long PATIENCE_MILLIS = 20_000;

  private static List<List<TrainingExample>> batches(int count, int size) {
    SplittableRandom random = new SplittableRandom(7);
    List<List<TrainingExample>> batches = new ArrayList<>();
    for (int batch = 0; batch < count; batch++) {
      batches.add(examples(random, size));
    }
    return batches;
  }

  @Test
  void twoWorkersLearnWhatOneLearns() {
    List<List<TrainingExample>> batches = batches(400, 64);
    List<TrainingExample> unseen = examples(new SplittableRandom(8), 500);
    try (Learner alone = Learner.create(BLUEPRINT, 1, SETTINGS);
        Learner together = Learner.create(BLUEPRINT, 1, SETTINGS, 2)) {
      LossReport first = together.learn(batches.get(0));
      alone.learn(batches.get(0));
      for (List<TrainingExample> batch : batches.subList(1, batches.size())) {
        together.learn(batch);
        alone.learn(batch);
      }
      LossReport one = alone.learn(unseen);
      LossReport two = together.learn(unseen);
      assertThat(first.policyLoss()).isGreaterThan(1.5);
      assertThat(two.policyLoss()).isLessThan(0.3).isCloseTo(one.policyLoss(), within(0.1));
      assertThat(two.excessLoss()).isLessThan(0.01 * first.excessLoss());
      assertThat(two.valueLoss()).isLessThan(0.02 * first.valueLoss());
      assertThat(together.steps()).isEqualTo(alone.steps()).isEqualTo(401);
      assertThat(two.learningRate()).isEqualTo(one.learningRate());
    }
  }

  /** The parts are of 10, 10 and 11 examples, by which their means are weighed. */
  @Test
  void theFirstReportIsThatOfOneWorkerOnAllExamples() {
    List<TrainingExample> examples = examples(new SplittableRandom(5), 31);
    try (Learner alone = Learner.create(BLUEPRINT, 1, SETTINGS);
        Learner together = Learner.create(BLUEPRINT, 1, SETTINGS, 3)) {
      LossReport one = alone.learn(examples);
      LossReport three = together.learn(examples);
      assertThat(three.step()).isZero();
      assertThat(three.policyLoss()).isCloseTo(one.policyLoss(), within(1e-5));
      assertThat(three.policyEntropy()).isCloseTo(one.policyEntropy(), within(1e-9));
      assertThat(three.excessLoss()).isCloseTo(one.excessLoss(), within(1e-4));
      assertThat(three.valueLoss()).isCloseTo(one.valueLoss(), within(1e-5));
      assertThat(three.total()).isCloseTo(one.total(), within(1e-4));
    }
  }

  /**
   * Copies that see the same are the same, and so is their mean: nothing but the sums' rounding.
   */
  @ParameterizedTest
  @EnumSource(Architecture.class)
  void twoWorkersOnTheSameExamplesAreOne(Architecture architecture) {
    NetworkBlueprint blueprint = new NetworkBlueprint(architecture, 8, 16);
    SplittableRandom random = new SplittableRandom(3);
    try (Learner alone = Learner.create(blueprint, 1, SETTINGS);
        Learner together = Learner.create(blueprint, 1, SETTINGS, 2)) {
      for (int step = 0; step < 20; step++) {
        List<TrainingExample> half =
            Stream.generate(() -> LearnerTest.hearsay(random)).limit(1 + step % 5).toList();
        alone.learn(half);
        together.learn(Stream.concat(half.stream(), half.stream()).toList());
      }
      assertThat(together.state().parameters())
          .usingComparatorWithPrecision(1e-6f)
          .containsExactly(alone.state().parameters());
      assertThat(together.state().updaterState())
          .usingComparatorWithPrecision(1e-6f)
          .containsExactly(alone.state().updaterState());
    }
  }

  @Test
  void goesOnFromItsStateToTheBit() {
    List<List<TrainingExample>> batches = batches(20, 9);
    LearnerState straight = learnt(Learner.create(BLUEPRINT, 9, SETTINGS, 2), batches);
    LearnerState middle = learnt(Learner.create(BLUEPRINT, 9, SETTINGS, 2), batches.subList(0, 10));
    Learner restored = Learner.restore(middle, SETTINGS, 2);
    assertThat(restored.state()).isEqualTo(middle);
    assertThat(learnt(restored, batches.subList(10, 20))).isEqualTo(straight);
    assertThat(straight.steps()).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aStateIsTheSameForAnyNumberOfWorkers(int workers) {
    LearnerState state = learnt(Learner.create(BLUEPRINT, 9, SETTINGS, 2), batches(5, 8));
    try (Learner learner = Learner.restore(state, SETTINGS, workers)) {
      assertThat(learner.state()).isEqualTo(state);
      assertThat(learner.learn(batches(1, 8).get(0)).step()).isEqualTo(5);
      assertThat(learner.state().parameters()).hasSameSizeAs(state.parameters());
      assertThat(learner.state().updaterState()).hasSameSizeAs(state.updaterState());
    }
  }

  private static LearnerState learnt(Learner learner, List<List<TrainingExample>> batches) {
    try (learner) {
      batches.forEach(learner::learn);
      return learner.state();
    }
  }

  @Test
  void divergenceIsToldAndUndoneInEveryCopy() {
    List<TrainingExample> examples = examples(new SplittableRandom(3), 8);
    LearnerSettings wild = SETTINGS.withLearningRate(LearningRate.constant(1e18));
    try (Learner learner = Learner.create(BLUEPRINT, 1, wild, 2)) {
      LearnerState[] last = new LearnerState[1];
      assertThatThrownBy(
              () -> {
                for (int step = 0; step < 50; step++) {
                  last[0] = learner.state();
                  learner.learn(examples);
                }
              })
          .isInstanceOf(DivergedException.class);
      assertThat(learner.state()).isEqualTo(last[0]);
      DivergedException again = diverged(learner, examples);
      assertThat(again.report().step()).isEqualTo(last[0].steps());
      try (Learner fresh = Learner.restore(last[0], wild, 2)) {
        assertThat(diverged(fresh, examples).report()).isEqualTo(again.report());
      }
    }
  }

  private static DivergedException diverged(Learner learner, List<TrainingExample> examples) {
    try {
      learner.learn(examples);
    } catch (DivergedException told) {
      return told;
    }
    throw new AssertionError("it did not diverge");
  }

  @Test
  void refusesFewerExamplesThanWorkersAndNoWorkers() {
    try (Learner learner = Learner.create(BLUEPRINT, 1, SETTINGS, 3)) {
      assertThatThrownBy(() -> learner.learn(examples(new SplittableRandom(1), 2)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("2 examples can't be divided among 3 workers");
      assertThat(learner.learn(examples(new SplittableRandom(1), 3)).isFinite()).isTrue();
    }
    assertThatThrownBy(() -> Learner.create(BLUEPRINT, 1, SETTINGS, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Returns the threads in which copies of networks learn. */
  private static Set<Thread> trainers() {
    Set<Thread> trainers = new HashSet<>();
    Thread.getAllStackTraces()
        .forEach(
            (thread, stack) -> {
              if (Arrays.stream(stack)
                  .anyMatch(frame -> frame.getClassName().endsWith(".ReplicaTrainer"))) {
                trainers.add(thread);
              }
            });
    return trainers;
  }

  @Test
  void endsItsThreads() throws InterruptedException {
    Set<Thread> others = trainers();
    Learner learner = Learner.create(BLUEPRINT, 1, SETTINGS, 2);
    learner.learn(examples(new SplittableRandom(1), 4));
    Set<Thread> own = trainers();
    own.removeAll(others);
    assertThat(own).hasSize(2);
    learner.close();
    learner.close();
    for (Thread thread : own) {
      thread.join(PATIENCE_MILLIS);
    }
    assertThat(own).noneMatch(Thread::isAlive);
    assertThat(learner.state().parameters()).hasSize(BLUEPRINT.parameterCount());
  }
}
