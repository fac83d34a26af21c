package crosscountry.environment.bench;

import crosscountry.environment.annealing.AnnealingBudget;
import crosscountry.environment.annealing.AnnealingResult;
import crosscountry.environment.annealing.AnnealingSettings;
import crosscountry.environment.annealing.SimulatedAnnealing;
import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.heuristic.HeuristicOrder;
import java.util.List;
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

/** Annealing runs on one core; {@code windows} counts single moves. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class AnnealingBenchmark {

  private static final AnnealingBudget BUDGET = new AnnealingBudget.Windows(100_000);

  /** RoeFlux_1d, or the equations of a random graph. */
  @Param({"RoeFlux_1d", "Encoder", "f", "100", "1000"})
  public String graph;

  private SimulatedAnnealing annealing;
  private List<EliminationOrder> starts;
  private long seed;

  /** Prepares the graph. */
  @Setup
  public void prepare() {
    ComputationalGraph annealed = BenchmarkGraphs.of(graph);
    annealing =
        new SimulatedAnnealing(annealed, CutBounds.of(annealed), AnnealingSettings.defaults());
    starts = List.of(HeuristicOrder.LMMD.of(annealed));
  }

  /** Counts windows. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Counter {
    /** Moves evaluated. */
    public long windows;
  }

  /** One run of a hundred thousand windows. */
  @Benchmark
  public long anneal(Counter counter) {
    AnnealingResult result = annealing.run(starts, BUDGET, seed++, () -> false);
    counter.windows += result.windows();
    return result.multiplications();
  }
}
