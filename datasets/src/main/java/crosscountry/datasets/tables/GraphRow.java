package crosscountry.datasets.tables;

import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A function that was registered, to be trained on from then on.
 *
 * @param graph its name, that of the file it came from
 * @param graphFingerprint SHA-256 of the traced program in hexadecimal
 * @param jaxpr the text of the file
 * @param source where the file was
 * @param registeredAt when it was registered, to the microsecond
 * @param software version and commit of the software that registered it
 */
public record GraphRow(
    String graph,
    String graphFingerprint,
    String jaxpr,
    String source,
    Instant registeredAt,
    String software)
    implements Serializable {

  /** Creates a row; the time is cut to what the table can hold. */
  public GraphRow {
    registeredAt = registeredAt.truncatedTo(ChronoUnit.MICROS);
  }

  /** Returns the key of its file: of one function there is one. */
  public FileKey key() {
    return FileKey.ofFingerprint(graphFingerprint);
  }
}
