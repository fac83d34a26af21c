package crosscountry.datasets.tables;

import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A lower bound that a run proved on what every elimination order of a graph costs.
 *
 * @param runId the run that proved it
 * @param graph the graph's name in the catalog, or that of the user's file
 * @param graphFingerprint SHA-256 of the traced program in hexadecimal
 * @param costModel the name of the rules by which multiplications are counted
 * @param lowerBound multiplications that every order takes at least
 * @param cutBound the bound that vertex cuts alone give, from which the proof sets out
 * @param method how it was proven, such as {@code integer-program}
 * @param rounds integer programs that were solved; 0 for a search that left nothing out
 * @param seconds time that the run took for it
 * @param provenAt when it was proven, to the microsecond
 * @param software version and commit of the software that proved it
 */
public record BoundRow(
    String runId,
    String graph,
    String graphFingerprint,
    String costModel,
    long lowerBound,
    long cutBound,
    String method,
    int rounds,
    double seconds,
    Instant provenAt,
    String software)
    implements Serializable {

  /** Creates a row; the time is cut to what the table can hold. */
  public BoundRow {
    provenAt = provenAt.truncatedTo(ChronoUnit.MICROS);
  }
}
