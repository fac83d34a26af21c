package crosscountry.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {

  private static final int THREADS = 8;
  private static final Duration TERM = Duration.ofMinutes(10);

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock(SampleRows.NOON);

  private Lease take(String owner) {
    return Warehouse.open(folder.toString()).lease("nightly", owner, TERM, clock);
  }

  @Test
  void whoComesSecondLearnsWhoHasItAndForHowLong() {
    Lease lease = take("first");

    assertThatThrownBy(() -> take("second"))
        .isInstanceOfSatisfying(
            LeaseHeldException.class,
            held -> {
              assertThat(held.owner()).isEqualTo("first");
              assertThat(held.expires()).isEqualTo(SampleRows.NOON.plus(TERM));
            })
        .hasMessageContaining(
            "the lease nightly: first has it until 2026-03-01T12:10:00.123456Z; wait");
    assertThat(lease.expires()).isEqualTo(SampleRows.NOON.plus(TERM));
  }

  @Test
  void otherNamesAreOtherLeases() {
    Warehouse warehouse = Warehouse.open(folder.toString());
    Lease lease = warehouse.lease("night", "first", TERM, clock);

    assertThat(take("second").name()).isEqualTo("nightly");
    assertThat(lease.name()).isEqualTo("night");
  }

  @Test
  void onceGivenBackItIsFree() {
    try (Lease lease = take("first")) {
      lease.renew();
    }

    take("second").close();
    take("third").close();
  }

  @Test
  void givingBackTwiceIsGivingBackOnce() {
    Lease first = take("first");
    first.close();
    Lease second = take("second");

    first.close();

    assertThatThrownBy(() -> take("third")).isInstanceOf(LeaseHeldException.class);
    assertThatThrownBy(first::renew).isInstanceOf(IllegalStateException.class);
    second.renew();
  }

  @Test
  void ofAKilledOwnerItIsTakenOverWhenItExpires() {
    take("killed");
    clock.advance(TERM.minusNanos(1));
    assertThatThrownBy(() -> take("early")).isInstanceOf(LeaseHeldException.class);

    clock.advance(Duration.ofNanos(1));

    assertThat(take("heir").expires()).isEqualTo(SampleRows.NOON.plus(TERM).plus(TERM));
  }

  @Test
  void renewedItLastsLonger() {
    Lease lease = take("first");
    for (int renewal = 0; renewal < 40; renewal++) {
      clock.advance(TERM.dividedBy(2));
      lease.renew();
    }
    clock.advance(TERM.minusNanos(1));

    assertThatThrownBy(() -> take("second")).isInstanceOf(LeaseHeldException.class);
  }

  @Test
  void renewedTooLateItIsStillOnesOwnUnlessSomebodyTookOver() {
    Lease slow = take("slow");
    clock.advance(TERM.multipliedBy(2));
    slow.renew();
    clock.advance(TERM.multipliedBy(2));
    Lease heir = take("heir");

    assertThatThrownBy(slow::renew)
        .isInstanceOf(LeaseLostException.class)
        .hasMessageContaining("slow lost the lease nightly: it expired and heir took it over");
    assertThatCode(slow::close).doesNotThrowAnyException();
    heir.renew();
    assertThatThrownBy(() -> take("third")).isInstanceOf(LeaseHeldException.class);
  }

  // The name of an owner need not be unique: two nights of one job on one host say the same.
  @Test
  void ownersOfOneNameAreToldApart() {
    Lease slow = take("same");
    clock.advance(TERM);
    take("same");

    assertThatThrownBy(slow::renew).isInstanceOf(LeaseLostException.class);
  }

  @Test
  @Timeout(60)
  void ofManyExactlyOneTakesItTheFirstTimeAndAfterEachExpiry() throws Exception {
    for (int round = 0; round < 20; round++) {
      assertThat(race().stream().flatMap(Optional::stream)).hasSize(1);
      clock.advance(TERM);
    }
  }

  @Test
  @Timeout(60)
  void ofTheOldOwnerAndTheHeirsExactlyOneGoesOn() throws Exception {
    for (int round = 0; round < 20; round++) {
      Lease old = take("old");
      clock.advance(TERM);
      List<Callable<Optional<Lease>>> jobs = contenders(THREADS - 1);
      jobs.add(() -> renewed(old));

      List<Lease> winners = runAll(jobs).stream().flatMap(Optional::stream).toList();

      assertThat(winners).hasSize(1);
      winners.get(0).close();
    }
  }

  private static Optional<Lease> renewed(Lease lease) {
    try {
      lease.renew();
      return Optional.of(lease);
    } catch (LeaseLostException lost) {
      return Optional.empty();
    }
  }

  private List<Optional<Lease>> race() throws Exception {
    return runAll(contenders(THREADS));
  }

  private List<Callable<Optional<Lease>>> contenders(int count) {
    List<Callable<Optional<Lease>>> jobs = new ArrayList<>();
    for (int contender = 0; contender < count; contender++) {
      String owner = "contender " + contender;
      jobs.add(() -> taken(owner));
    }
    return jobs;
  }

  private Optional<Lease> taken(String owner) {
    try {
      return Optional.of(take(owner));
    } catch (LeaseHeldException held) {
      return Optional.empty();
    }
  }

  private static <T> List<T> runAll(List<Callable<T>> jobs) throws Exception {
    CyclicBarrier start = new CyclicBarrier(jobs.size());
    ExecutorService threads = Executors.newFixedThreadPool(jobs.size());
    try {
      List<Callable<T>> together = new ArrayList<>();
      for (Callable<T> job : jobs) {
        together.add(
            () -> {
              start.await();
              return job.call();
            });
      }
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(together)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void itsFilesDoNotPileUpAndPeopleCanReadThem() throws IOException {
    Lease lease = take("host a: process 7");
    for (int renewal = 0; renewal < 100; renewal++) {
      lease.renew();
    }

    try (Stream<Path> files = Files.list(folder.resolve(".leases"))) {
      assertThat(files).hasSizeLessThan(20);
    }
    assertThat(Files.readString(folder.resolve(".leases/nightly.000000000101.properties")))
        .contains("owner=host a\\: process 7", "expires=2026-03-01T12\\:10\\:00.123456Z");
  }

  @Test
  void whatIsNoLeaseIsNamed() throws IOException {
    take("first").close();
    Path file = folder.resolve(".leases/nightly.000000000003.properties");
    Files.writeString(file, "owner=me\n");

    assertThatThrownBy(() -> take("second"))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("nightly.000000000003.properties: it is no lease (it says no token)");
  }

  @Test
  void aTermMustBePositive() {
    Warehouse warehouse = Warehouse.open(folder.toString());

    assertThatThrownBy(() -> warehouse.lease("nightly", "first", Duration.ZERO, clock))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(folder).isEmptyDirectory();
  }
}
