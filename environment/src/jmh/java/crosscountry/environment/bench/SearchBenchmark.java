package crosscountry.environment.bench;

import crosscountry.environment.game.VertexGame;
import crosscountry.environment.search.PolicyValueFunction;
import crosscountry.environment.search.SearchSettings;
import crosscountry.environment.search.SearchingPlayer;
import crosscountry.environment.search.Transpositions;
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

/**
 * Whole games of self-play on one core, with a judge that costs next to nothing, so that what
 * remains is the search's own work; {@code evaluations} counts positions.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class SearchBenchmark {

  private static final int LOG_DEGREE = 0;
  private static final int LOG_EXCESS = 2;

  /** RoeFlux_1d, or the equations of a random graph. */
  @Param({"RoeFlux_1d", "1000"})
  public String graph;

  private SearchingPlayer player;
  private SplittableRandom random;

  /** Prepares the game. */
  @Setup
  public void prepare() {
    VertexGame game = new VertexGame(BenchmarkGraphs.of(graph));
    PolicyValueFunction function =
        (position, judgement) -> {
          for (int row = 0; row < position.live(); row++) {
            judgement.logits()[row] = -4 * position.rows()[row][LOG_DEGREE];
            judgement.excess()[row] = position.rows()[row][LOG_EXCESS];
          }
        };
    player = new SearchingPlayer(game, function, new SearchSettings(32, 8, 1, 50, 0.1, Transpositions.SHARED));
    random = new SplittableRandom(1);
  }

  /** Counts positions. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Counter {
    /** Positions judged. */
    public long evaluations;
  }

  /** One game. */
  @Benchmark
  public long play(Counter counter) {
    var trajectory = player.play(random);
    counter.evaluations += trajectory.evaluations();
    return trajectory.multiplications();
  }
}
