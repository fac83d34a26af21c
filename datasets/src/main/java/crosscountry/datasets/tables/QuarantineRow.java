package crosscountry.datasets.tables;

import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A row of another table that cannot be used. It stays in its file, which is never changed.
 *
 * @param table the name of the table that holds it
 * @param file the key of the file that holds it
 * @param row its position in the file, counted from 0
 * @param reason what is wrong with it
 * @param foundAt when that was found first, to the microsecond
 */
public record QuarantineRow(String table, String file, long row, String reason, Instant foundAt)
    implements Serializable {

  /** Creates a row; the time is cut to what the table can hold. */
  public QuarantineRow {
    foundAt = foundAt.truncatedTo(ChronoUnit.MICROS);
  }
}
