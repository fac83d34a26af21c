package crosscountry.models.bench;

import crosscountry.environment.game.EncodedPosition;
import crosscountry.models.learning.Learner;
import crosscountry.models.learning.LearnerSettings;
import crosscountry.models.learning.TrainingExample;
import crosscountry.models.network.Architecture;
import crosscountry.models.network.LossReport;
import crosscountry.models.network.NetworkBlueprint;
import crosscountry.models.network.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time of a learning step, from a list of examples to new parameters. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Thread)
public class LearningBenchmark {

  /** Architecture of the network. */
  @Param({"POOLED_VERTEXWISE"})
  public Architecture architecture;

  /** Examples per step. */
  @Param({"64", "128"})
  public int batch;

  /** Live vertices of the largest example; the others have half as many to as many. */
  @Param({"50", "100"})
  public int live;

  /** Hidden units. */
  @Param({"32", "64"})
  public int hidden;

  private final List<List<TrainingExample>> batches = new ArrayList<>();
  private Learner learner;
  private int next;

  /** Makes random examples. */
  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(1);
    NetworkBlueprint blueprint =
        new NetworkBlueprint(architecture, EncodedPosition.FEATURES, hidden);
    learner = Learner.create(blueprint, 1, LearnerSettings.defaults());
    for (int index = 0; index < 8; index++) {
      List<TrainingExample> examples = new ArrayList<>();
      for (int example = 0; example < batch; example++) {
        examples.add(example(random, random.nextInt(live / 2, live + 1)));
      }
      batches.add(examples);
    }
  }

  private static TrainingExample example(SplittableRandom random, int count) {
    EncodedPosition position = Samples.position(random, count, EncodedPosition.FEATURES);
    float[] rows = Samples.packed(Arrays.copyOf(position.rows(), count));
    float[] excess = Samples.uniform(random, count, 2);
    float[] policy = Samples.distribution(random, count);
    return new TrainingExample(
        rows, count, position.neighbours(), policy, excess, 1f / count, 1);
  }

  /** One step. */
  @Benchmark
  public LossReport step() {
    next = (next + 1) % batches.size();
    return learner.learn(batches.get(next));
  }
}
