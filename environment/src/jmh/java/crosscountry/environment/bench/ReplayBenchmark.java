package crosscountry.environment.bench;

import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.graph.ComputationalGraph;
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

/** Milliseconds that one random order takes from the start to the end, on one core. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class ReplayBenchmark {

  /** A function, or the equations of a random graph. */
  @Param({"RoeFlux_1d", "Encoder", "f", "3000"})
  public String graph;

  private EliminationOrder order;
  private EliminationState start;
  private EliminationState state;

  /** Draws the order. */
  @Setup
  public void prepare() {
    ComputationalGraph replayed = BenchmarkGraphs.of(graph);
    order = BenchmarkGraphs.order(replayed, new SplittableRandom(1));
    start = new EliminationState(replayed);
    state = new EliminationState(replayed);
  }

  /** One order, and its cost. */
  @Benchmark
  public long replay() {
    state.copyFrom(start);
    long multiplications = 0;
    for (int step = 0; step < order.length(); step++) {
      multiplications += state.eliminate(order.vertex(step));
    }
    return multiplications;
  }
}
