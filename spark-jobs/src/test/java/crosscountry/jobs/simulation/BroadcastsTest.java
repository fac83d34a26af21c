package crosscountry.jobs.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Versions spread no faster than doubling allows, and no slower than from the driver alone. */
final class BroadcastsTest {

  private static final NetworkLimits A_SECOND_FOR_A_BYTE = new NetworkLimits(1, 1, 0);

  private static Broadcasts among(int executors, long seed) {
    Broadcasts broadcasts =
        new Broadcasts(
            executors, 1, 1, A_SECOND_FOR_A_BYTE, new Station(1), new SplittableRandom(seed));
    broadcasts.publish(0);
    return broadcasts;
  }

  /** Lets executors ask in order of time, and returns when each has the version. */
  private static double[] arrivals(double[] asked, long seed) {
    Broadcasts broadcasts = among(asked.length, seed);
    EventQueue events = new EventQueue();
    for (int executor = 0; executor < asked.length; executor++) {
      events.add(asked[executor], EventKind.TASK_ARRIVED, executor);
    }
    double[] ready = new double[asked.length];
    while (events.next()) {
      int executor = events.subject();
      if (events.kind() == EventKind.TASK_ARRIVED) {
        ready[executor] = broadcasts.ask(0, executor, events.time());
        events.add(ready[executor], EventKind.VERSION_ARRIVED, executor);
      } else {
        broadcasts.arrive(0, executor);
      }
    }
    return ready;
  }

  @Property(tries = 100)
  void sendersAtMostDoubleWithEachTransfer(
      @ForAll @IntRange(min = 1, max = 300) int executors,
      @ForAll @IntRange(min = 0, max = 20) int patience,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] asked = new double[executors];
    Arrays.setAll(asked, executor -> patience * random.nextDouble());
    double[] ready = arrivals(asked, seed);
    for (int executor = 0; executor < executors; executor++) {
      assertThat(ready[executor]).isBetween(asked[executor] + 1, asked[executor] + executors);
    }
    Arrays.sort(ready);
    for (int rank = 0; rank < executors; rank++) {
      assertThat(ready[rank]).isGreaterThanOrEqualTo(Math.log(rank + 2) / Math.log(2) - 1e-9);
    }
  }

  @Test
  void whoeverAsksLaterIsServedByMany() {
    double[] asked = new double[256];
    Arrays.setAll(asked, executor -> executor / 8.0);
    double slowest = 0;
    double[] ready = arrivals(asked, 1);
    for (int executor = 128; executor < asked.length; executor++) {
      slowest = Math.max(slowest, ready[executor] - asked[executor]);
    }
    // The driver alone would keep the last one waiting for 224 seconds.
    assertThat(slowest).isLessThan(20);
  }

  @Test
  void theDriverAloneServesThoseWhoAskAtOnce() {
    double[] ready = arrivals(new double[8], 1);
    Arrays.sort(ready);
    assertThat(ready).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void aNewVersionIsAskedForAnew() {
    Broadcasts broadcasts = among(2, 1);
    assertThat(broadcasts.isAsked(0, 1)).isFalse();
    double ready = broadcasts.ask(0, 1, 0);
    assertThat(broadcasts.readyAt(0, 1)).isEqualTo(ready);
    assertThat(broadcasts.isAsked(0, 1)).isTrue();
    broadcasts.publish(0);
    assertThat(broadcasts.isAsked(0, 1)).isFalse();
  }
}
