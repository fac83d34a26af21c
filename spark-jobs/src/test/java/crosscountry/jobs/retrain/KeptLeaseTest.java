package crosscountry.jobs.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.datasets.tables.Lease;
import crosscountry.datasets.tables.LeaseHeldException;
import crosscountry.datasets.tables.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Renewals come every ten milliseconds, and see the time that the test tells them. */
@Timeout(60)
final class KeptLeaseTest {

  private static final Instant EVENING = Instant.parse("2030-11-01T23:00:00Z");
  private static final Duration TERM = Duration.ofMillis(30);
  private static final String NAME = "retrain";

  @TempDir private Path folder;

  /** A clock that stands still, and whose renewals wait until they are let through. */
  private static final class Gate extends Clock {
    private final Thread main = Thread.currentThread();
    private final Semaphore passes = new Semaphore(0);
    private final Semaphore asked = new Semaphore(0);
    private volatile Instant now = EVENING;
    private volatile Thread renewals;

    /** Lets one renewal see a time, and waits until there is another one, which thus is over. */
    void renewAt(Instant instant) {
      asked.acquireUninterruptibly();
      now = instant;
      passes.release();
      asked.acquireUninterruptibly();
      asked.release();
    }

    /** Lets all renewals through from now on. */
    void open() {
      passes.release(Integer.MAX_VALUE / 2);
    }

    /** Waits until a renewal is under way, and returns the thread that is at it. */
    Thread awaitRenewal() {
      asked.acquireUninterruptibly();
      return renewals;
    }

    @Override
    public Instant instant() {
      if (Thread.currentThread() != main) {
        renewals = Thread.currentThread();
        asked.release();
        passes.acquireUninterruptibly();
      }
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("this clock is in UTC");
    }
  }

  private final Gate gate = new Gate();

  private Warehouse warehouse() {
    return Warehouse.open(folder.toString());
  }

  private static Clock at(Instant instant) {
    return Clock.fixed(instant, ZoneOffset.UTC);
  }

  private Lease takenAt(Instant instant) {
    return warehouse().lease(NAME, "somebody", TERM, at(instant));
  }

  @Test
  void whileItIsKeptNobodyElseGetsItHoweverLongThatIs() {
    KeptLease kept = KeptLease.take(warehouse(), TERM, gate);
    for (int hour = 1; hour <= 3; hour++) {
      Instant now = EVENING.plus(Duration.ofHours(hour));
      gate.renewAt(now);
      assertThatThrownBy(() -> takenAt(now))
          .isInstanceOfSatisfying(
              LeaseHeldException.class,
              held -> assertThat(held.expires()).isEqualTo(now.plus(TERM)));
    }
    gate.open();
    kept.close();
  }

  @Test
  void whoGivesItBackRenewsItNoMore() throws InterruptedException {
    KeptLease kept = KeptLease.take(warehouse(), TERM, gate);
    Thread renewals = gate.awaitRenewal();
    // While a renewal is under way, which has to end before the lease can be given back.
    gate.open();
    kept.close();
    kept.close();
    renewals.join();
    assertThatCode(() -> takenAt(EVENING).close())
        .as("it is free though its term is not over")
        .doesNotThrowAnyException();
  }

  @Test
  void whoHasLostItLeavesItToTheOther() throws InterruptedException {
    KeptLease kept = KeptLease.take(warehouse(), TERM, gate);
    Thread renewals = gate.awaitRenewal();
    Lease other = takenAt(EVENING.plus(TERM));
    gate.now = EVENING.plus(TERM.multipliedBy(2));
    gate.open();
    renewals.join();
    kept.close();
    other.renew();
    assertThatThrownBy(() -> takenAt(EVENING.plus(TERM))).isInstanceOf(LeaseHeldException.class);
    other.close();
    takenAt(EVENING.plus(TERM)).close();
  }

  @Test
  void aRenewalThatFailsIsTriedAgain() throws IOException {
    KeptLease kept = KeptLease.take(warehouse(), TERM, gate);
    Path leases = folder.resolve(".leases");
    Path away = folder.resolve("away");
    Files.move(leases, away);
    Files.writeString(leases, "a file where a folder belongs");
    gate.renewAt(EVENING.plusSeconds(1));
    Files.delete(leases);
    Files.move(away, leases);
    gate.renewAt(EVENING.plusSeconds(2));
    assertThatThrownBy(() -> takenAt(EVENING.plusSeconds(2)))
        .isInstanceOf(LeaseHeldException.class);
    gate.open();
    kept.close();
    takenAt(EVENING.plusSeconds(2)).close();
  }

  @Test
  void whereItCannotBeGivenBackItExpires() throws IOException {
    KeptLease kept = KeptLease.take(warehouse(), Duration.ofMinutes(10), at(EVENING));
    Path leases = folder.resolve(".leases");
    Path away = folder.resolve("away");
    Files.move(leases, away);
    Files.writeString(leases, "a file where a folder belongs");
    kept.close();
    Files.delete(leases);
    Files.move(away, leases);
    assertThatThrownBy(() -> takenAt(EVENING)).isInstanceOf(LeaseHeldException.class);
    takenAt(EVENING.plus(Duration.ofMinutes(10))).close();
  }
}
