package crosscountry.models.bench;

import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.search.Judgement;
import crosscountry.models.evaluation.EvaluatorKind;
import crosscountry.models.evaluation.NetworkEvaluator;
import crosscountry.models.network.Architecture;
import crosscountry.models.network.NetworkBlueprint;
import crosscountry.models.network.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Positions judged per second on one core. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class EvaluationBenchmark {

  private static final int BATCH = 32;

  /** Evaluator. */
  @Param({"ROWS", "VECTOR", "DL4J"})
  public EvaluatorKind kind;

  /** Architecture of the network. */
  @Param({"LINEAR", "POOLED_VERTEXWISE", "NEIGHBOURHOOD"})
  public Architecture architecture;

  /** Live vertices. */
  @Param({"50", "100"})
  public int live;

  /** Hidden units. */
  @Param({"32", "64"})
  public int hidden;

  private final List<EncodedPosition> positions = new ArrayList<>();
  private final List<Judgement> judgements = new ArrayList<>();
  private NetworkEvaluator evaluator;

  /** Makes random positions and parameters. */
  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(1);
    NetworkBlueprint blueprint =
        new NetworkBlueprint(architecture, EncodedPosition.FEATURES, hidden);
    evaluator = kind.create(Samples.snapshot(random, blueprint));
    for (int index = 0; index < BATCH; index++) {
      positions.add(Samples.position(random, live, EncodedPosition.FEATURES));
      judgements.add(new Judgement(live));
    }
  }

  /** One position at a time. */
  @Benchmark
  public Judgement alone() {
    evaluator.evaluate(positions.get(0), judgements.get(0));
    return judgements.get(0);
  }

  /** 32 positions at a time. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public List<Judgement> together() {
    evaluator.evaluateAll(positions, judgements);
    return judgements;
  }
}
