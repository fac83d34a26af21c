package crosscountry.datasets.tables;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The right to do something that only one process at a time may do to a warehouse, until it is
 * given back or expires: so an owner that dies stops the others no longer than for the term.
 *
 * <p>An owner renews its lease well before it expires. One that was too late may find that somebody
 * else took over, and must then stop. Clocks of machines that share a warehouse should differ by
 * much less than the term.
 */
public final class Lease implements AutoCloseable {

  private final LeaseFolder folder;
  private final String name;
  private final Duration term;
  private final Clock clock;
  private LeaseEntry entry;
  private boolean given;

  private Lease(LeaseFolder folder, String name, Duration term, Clock clock, LeaseEntry entry) {
    this.folder = folder;
    this.name = name;
    this.term = term;
    this.clock = clock;
    this.entry = entry;
  }

  /** Takes a lease; see {@link Warehouse#lease}. */
  static Lease take(LeaseFolder folder, String name, String owner, Duration term, Clock clock) {
    if (term.isNegative() || term.isZero()) {
      throw new IllegalArgumentException("the term of the lease " + name + " is not positive");
    }
    Instant now = clock.instant();
    Optional<LeaseEntry> last = folder.newest(name);
    if (last.isPresent() && last.get().holdsAt(now)) {
      throw held(name, last.get());
    }
    long number = last.map(LeaseEntry::number).orElse(0L) + 1;
    LeaseEntry entry = new LeaseEntry(number, owner, UUID.randomUUID().toString(), now.plus(term));
    LeaseEntry newest = folder.enter(name, entry);
    if (!newest.isOfHolder(entry)) {
      throw held(name, newest);
    }
    return new Lease(folder, name, term, clock, entry);
  }

  private static LeaseHeldException held(String name, LeaseEntry holder) {
    return new LeaseHeldException(name, holder.owner(), holder.expires());
  }

  /** Returns the lease's name. */
  public String name() {
    return name;
  }

  /** Returns when others may take over, unless it is renewed before. */
  public synchronized Instant expires() {
    return entry.expires();
  }

  /**
   * Holds the lease for a whole term from now. This succeeds even after it expired, as long as
   * nobody took over.
   *
   * @throws LeaseLostException if somebody else took over
   * @throws IllegalStateException if the lease was given back
   * @throws WarehouseException if the warehouse cannot be written; the lease is then as before
   */
  public synchronized void renew() {
    if (given) {
      throw new IllegalStateException("the lease " + name + " was given back");
    }
    LeaseEntry renewed = entry.next(clock.instant().plus(term));
    LeaseEntry newest = folder.enter(name, renewed);
    if (!newest.isOfHolder(renewed)) {
      throw new LeaseLostException(name, entry.owner(), newest.owner());
    }
    entry = newest;
  }

  /**
   * Gives the lease back, so that others need not wait until it expires. A lease that was given
   * back before, or that somebody else took over, stays as it is.
   *
   * @throws WarehouseException if the warehouse cannot be written; the lease will expire then
   */
  @Override
  public synchronized void close() {
    if (!given) {
      given = true;
      folder.enter(name, entry.next(Instant.EPOCH));
    }
  }
}
