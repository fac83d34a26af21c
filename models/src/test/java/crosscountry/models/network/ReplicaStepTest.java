package crosscountry.models.network;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.game.LiveNeighbours;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** A copy elsewhere learns what the network itself would learn. */
final class ReplicaStepTest {

  private static final NetworkBlueprint BLUEPRINT = new NetworkBlueprint(8, 16);
  private static final LossSettings LOSSES = new LossSettings(1, 0.5, 2, 1, 0.1);

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01})
  void aStepOfACopyIsAStepOfTheNetwork(double gradientLimit) {
    OptimizerSettings optimizer =
        new OptimizerSettings(new LearningRate(0.01, 3, 10, 0.001), gradientLimit, 1e-3);
    PolicyValueNetwork network = PolicyValueNetwork.create(BLUEPRINT, 5, optimizer, LOSSES);
    PolicyValueNetwork origin = PolicyValueNetwork.create(BLUEPRINT, 5, optimizer, LOSSES);
    ComputationGraph copy = copyOf(origin.graph());
    ReplicaStep step = new ReplicaStep(optimizer, LOSSES);
    TrainingBatch batch = new TrainingBatch(BLUEPRINT, LOSSES);
    SplittableRandom random = new SplittableRandom(3);
    for (int steps = 0; steps < 3; steps++) {
      fill(batch, random);
      LossReport expected = network.fit(batch);
      MultiDataSet packed = ReplicaStep.pack(batch);
      step.before(copy);
      copy.fit(packed);
      assertThat(step.after(copy, packed)).isEqualTo(expected);
    }
    origin.graph().setParams(copy.params());
    assertThat(origin.parameters()).isEqualTo(network.parameters());
  }

  /** Copies as the workers of training masters do. */
  private static ComputationGraph copyOf(ComputationGraph graph) {
    ComputationGraph copy = new ComputationGraph(graph.getConfiguration().clone());
    copy.init(graph.params().dup(), false);
    copy.setUpdater(
        new ComputationGraphUpdater(copy, graph.getUpdater().getStateViewArray().dup()));
    return copy;
  }

  private static void fill(TrainingBatch batch, SplittableRandom random) {
    int[] live = {5, 2, 7};
    batch.reset(live);
    for (int count : live) {
      float[] policy = Samples.distribution(random, count);
      batch.add(
          Samples.packed(Samples.rows(random, count, BLUEPRINT.features())),
          LiveNeighbours.none(),
          policy,
          Samples.uniform(random, count, 2),
          0.05f,
          1);
    }
  }
}
