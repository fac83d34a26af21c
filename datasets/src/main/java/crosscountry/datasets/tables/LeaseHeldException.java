package crosscountry.datasets.tables;

import java.time.Instant;

/** A lease that somebody else has; the message names the owner and when the lease expires. */
public final class LeaseHeldException extends WarehouseException {

  private static final long serialVersionUID = 1L;

  private final String owner;
  private final Instant expires;

  LeaseHeldException(String name, String owner, Instant expires) {
    super(
        ("cannot take the lease %s: %s has it until %s; wait until it is given back or expires, or"
                + " stop who has it")
            .formatted(name, owner, expires));
    this.owner = owner;
    this.expires = expires;
  }

  /** Returns who has the lease. */
  public String owner() {
    return owner;
  }

  /** Returns when the lease expires, unless its owner renews it. */
  public Instant expires() {
    return expires;
  }
}
