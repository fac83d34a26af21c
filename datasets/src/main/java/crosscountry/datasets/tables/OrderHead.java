package crosscountry.datasets.tables;

import java.time.Instant;

/**
 * Where an order is in its table, and what of it queries choose by.
 *
 * <p>It is read without the rest of its row, so the row may still turn out to be poisoned; {@link
 * OrderRow} says what the columns mean.
 *
 * @param file the file that holds the row
 * @param number the row's position in that file, counted from 0
 */
public record OrderHead(
    FileKey file,
    long number,
    String graph,
    String graphFingerprint,
    String costModel,
    long multiplications,
    long lowerBound,
    String method,
    String runId,
    Instant discoveredAt,
    boolean verified) {

  static OrderHead of(FileKey file, long number, OrderRow row) {
    return new OrderHead(
        file,
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
}
