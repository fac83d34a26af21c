package crosscountry.datasets.tables;

import java.time.Instant;

/** A head that stays when its file is closed. */
record KeptHead(
    FileKey append,
    long number,
    String graph,
    String graphFingerprint,
    String costModel,
    long multiplications,
    long lowerBound,
    String method,
    String runId,
    Instant discoveredAt,
    boolean verified)
    implements OrderHead {

  static KeptHead of(FileKey append, long number, OrderRow row) {
    return new KeptHead(
        append,
        number,
        row.graph(),
        row.graphFingerprint(),
        row.costModel(),
        row.multiplications(),
        row.baselines().lowerBound(),
        row.method(),
        row.runId(),
        row.discoveredAt(),
        row.verified());
  }

  static KeptHead of(OrderHead head) {
    return head instanceof KeptHead kept
        ? kept
        : new KeptHead(
            head.append(),
            head.number(),
            head.graph(),
            head.graphFingerprint(),
            head.costModel(),
            head.multiplications(),
            head.lowerBound(),
            head.method(),
            head.runId(),
            head.discoveredAt(),
            head.verified());
  }

  // Places tell heads apart, and comparing all the rest would take long.
  @Override
  public boolean equals(Object other) {
    return other instanceof KeptHead head && number == head.number && append.equals(head.append);
  }

  @Override
  public int hashCode() {
    return 31 * append.hashCode() + Long.hashCode(number);
  }
}
