package crosscountry.environment.bench;

import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.game.FollowedPosition;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.heuristic.HeuristicOrder;
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
 * Whole games of which every position is encoded, on one core; the elimination and the copying of
 * all rows included. {@code touched} counts vertices whose features were computed again, {@code
 * moves} positions.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class FeatureBenchmark {

  /** How the game is played. */
  public enum Play {
    /** A uniformly random order, which creates many edges. */
    RANDOM,
    /** The minimum Markowitz order, near to which searches play. */
    MARKOWITZ
  }

  /** RoeFlux_1d, or the equations of a random graph. */
  @Param({"RoeFlux_1d", "3000"})
  public String graph;

  /** How the game is played. */
  @Param public Play play;

  private EliminationOrder order;
  private FollowedPosition start;
  private FollowedPosition position;
  private EncodedPosition encoded;

  /** Prepares the game, and encodes its start. */
  @Setup
  public void prepare() {
    ComputationalGraph played = BenchmarkGraphs.of(graph);
    VertexGame game = new VertexGame(played);
    order =
        switch (play) {
          case RANDOM -> BenchmarkGraphs.order(played, new SplittableRandom(1));
          case MARKOWITZ -> HeuristicOrder.MARKOWITZ.of(played);
        };
    encoded = new EncodedPosition(played.eliminableCount());
    start = new FollowedPosition(game);
    start.encode(encoded);
    position = new FollowedPosition(game);
  }

  /** Counts vertices and positions. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Counter {
    /** Vertices whose features were computed again. */
    public long touched;

    /** Positions encoded. */
    public long moves;
  }

  /** One game from the start to the end. */
  @Benchmark
  public EncodedPosition follow(Counter counter) {
    long before = position.descriptions();
    position.copyFrom(start);
    for (int step = 0; step < order.length(); step++) {
      position.eliminate(order.vertex(step));
      position.encode(encoded);
    }
    counter.touched += position.descriptions() - before;
    counter.moves += order.length();
    return encoded;
  }

  /** The same, and the edges between live vertices of every position are listed. */
  @Benchmark
  public int followAndList(Counter counter) {
    long before = position.descriptions();
    int edges = 0;
    position.copyFrom(start);
    for (int step = 0; step < order.length(); step++) {
      position.eliminate(order.vertex(step));
      position.encode(encoded);
      edges += encoded.neighbours().successors().length();
    }
    counter.touched += position.descriptions() - before;
    counter.moves += order.length();
    return edges;
  }
}
