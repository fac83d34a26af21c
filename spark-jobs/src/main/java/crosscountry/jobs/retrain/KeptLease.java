package crosscountry.jobs.retrain;

import crosscountry.datasets.tables.Lease;
import crosscountry.datasets.tables.LeaseLostException;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.datasets.tables.WarehouseException;
import crosscountry.jobs.server.LeaseOwner;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FSError;
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
    KeptLease kept = new KeptLease(warehouse.lease(NAME, LeaseOwner.thisProcess(), term, clock));
    Thread renewals = new Thread(() -> kept.renewEvery(term.dividedBy(RENEWALS_PER_TERM)), NAME);
    renewals.setDaemon(true);
    renewals.start();
    return kept;
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
    } catch (RuntimeException | FSError failed) {
      // It may have been given back since the pause; and whatever it was, the next try may succeed.
      if (over.getCount() > 0) {
        LOG.warn("the lease could not be renewed: {}", failed.getMessage());
      }
    }
  }

  /** Gives the lease back; where that fails, it expires by itself. */
  @Override
  public void close() {
    over.countDown();
    try {
      lease.close();
    } catch (WarehouseException | FSError unreachable) {
      LOG.warn("the lease could not be given back: {}", unreachable.getMessage());
    }
  }
}
