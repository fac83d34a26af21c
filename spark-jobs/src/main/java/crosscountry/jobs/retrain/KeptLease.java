package crosscountry.jobs.retrain;

import crosscountry.datasets.tables.Lease;
import crosscountry.datasets.tables.LeaseLostException;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.datasets.tables.WarehouseException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to retrain on a warehouse, renewed in the background until it is given back. It spares
 * two processes the same work; where it is lost, the numbers of decisions still keep them apart.
 */
public final class KeptLease implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KeptLease.class);

  private static final String NAME = "retrain";

  /** So that one renewal or two may fail. */
  private static final int RENEWALS_PER_TERM = 3;

  private final Lease lease;
  private final CountDownLatch over = new CountDownLatch(1);

  private KeptLease(Lease lease) {
    this.lease = lease;
  }

  /**
   * Takes the lease.
   *
   * @param term how long it lasts if this process dies
   * @param clock tells when that is
   * @throws crosscountry.datasets.tables.LeaseHeldException if somebody else has it
   * @throws WarehouseException if the warehouse cannot be written
   */
  public static KeptLease take(Warehouse warehouse, Duration term, Clock clock) {
    KeptLease kept = new KeptLease(warehouse.lease(NAME, owner(), term, clock));
    Thread renewals = new Thread(() -> kept.renewEvery(term.dividedBy(RENEWALS_PER_TERM)), NAME);
    renewals.setDaemon(true);
    renewals.start();
    return kept;
  }

  private static String owner() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      host = "a host without a name";
    }
    return "process %d on %s".formatted(ProcessHandle.current().pid(), host);
  }

  private void renewEvery(Duration pause) {
    try {
      while (!over.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        renew();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void renew() {
    try {
      lease.renew();
    } catch (LeaseLostException lost) {
      LOG.warn(
          "goes on without its lease, to compare with what others promote: {}", lost.getMessage());
      over.countDown();
    } catch (WarehouseException unreachable) {
      LOG.warn("the lease could not be renewed: {}", unreachable.getMessage());
    }
  }

  /** Gives the lease back; where that fails, it expires by itself. */
  @Override
  public void close() {
    over.countDown();
    try {
      lease.close();
    } catch (WarehouseException unreachable) {
      LOG.warn("the lease could not be given back: {}", unreachable.getMessage());
    }
  }
}
