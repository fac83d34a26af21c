package crosscountry.jobs.bench;

import crosscountry.datasets.catalog.Catalog;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.linearization.CostModel;
import crosscountry.jobs.policy.TrainedPolicy;
import crosscountry.jobs.selfplay.PlayedBatches;
import crosscountry.jobs.spark.Wire;
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

/**
 * Microseconds that it takes to write and to read what crosses the wire, on one core. Each trial
 * prints its number of bytes. Medians count, which other work on the machine does not move much.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class WireBenchmark {

  private static final String NETWORK = "network";
  private static final int SAMPLED = 63;

  /** The network that comes with the program, or the graph that a task plays by default. */
  @Param({NETWORK, "RoeFlux_1d", "RoeFlux_3d", "f"})
  public String message;

  /** In the program's own form, or in that of Java's own serialization. */
  @Param({"compact", "java"})
  public String form;

  private Wire wire;
  private Object object;
  private byte[] bytes;

  /** Plays a task's games. */
  @Setup
  public void prepare() {
    wire = form.equals("java") ? Wire.java() : Wire.compact();
    object =
        message.equals(NETWORK)
            ? TrainedPolicy.shipped().snapshot()
            : PlayedBatches.play(
                new VertexGame(
                    CostModel.PRINCIPLE.linearize(Catalog.builtIn().resolve(message).program())),
                SAMPLED,
                1);
    bytes = wire.bytes(object);
    System.out.printf("%s, %s: %,d bytes%n", message, form, bytes.length);
  }

  /** What an executor does with its games, and the driver with a network. */
  @Benchmark
  public byte[] write() {
    return wire.bytes(object);
  }

  /** What the driver does with each task's games, and an executor with a network. */
  @Benchmark
  public Object read() {
    return wire.read(bytes);
  }
}
