package crosscountry.environment.bench;

import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.graph.ComputationalGraph;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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

/** Random orders replayed on one core; {@code eliminations} counts single vertices. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class EliminationBenchmark {

  private static final int ORDERS = 64;

  /** A function, or the equations of a random graph. */
  @Param({"RoeFlux_1d", "Encoder", "f", "100", "3000"})
  public String graph;

  private final EliminationOrder[] orders = new EliminationOrder[ORDERS];
  private EliminationState start;
  private EliminationState state;
  private int next;

  /** Draws the orders. */
  @Setup
  public void prepare() {
    ComputationalGraph played = BenchmarkGraphs.of(graph);
    SplittableRandom random = new SplittableRandom(1);
    for (int index = 0; index < ORDERS; index++) {
      orders[index] = BenchmarkGraphs.order(played, random);
    }
    start = new EliminationState(played);
    state = new EliminationState(played);
  }

  /** Counts vertices. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Counter {
    /** Vertices eliminated. */
    public long eliminations;
  }

  /** One order from the start to the end. */
  @Benchmark
  public long replay(Counter counter) {
    EliminationOrder order = orders[next++ % ORDERS];
    state.copyFrom(start);
    long multiplications = 0;
    for (int step = 0; step < order.length(); step++) {
      multiplications += state.eliminate(order.vertex(step));
    }
    counter.eliminations += order.length();
    return multiplications;
  }
}
