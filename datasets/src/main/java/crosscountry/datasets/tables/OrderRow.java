package crosscountry.datasets.tables;

import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One discovered elimination order.
 *
 * @param graph the graph's name in the catalog, or that of the user's file
 * @param graphFingerprint SHA-256 of the traced program in hexadecimal; an order means nothing for
 *     a program with another one
 * @param costModel the name of the rules by which multiplications are counted
 * @param order 1-based equation numbers in order of elimination
 * @param multiplications scalar multiplications that accumulating the Jacobian takes in this order
 * @param baselines what the same graph costs without search, and its lower bound
 * @param optimal whether it is proven that no order needs fewer multiplications
 * @param method what found the order, such as {@code self-play}, {@code annealing}, {@code policy}
 * @param runId the run that found it
 * @param wave the wave of self-play that found it, or null if another method did
 * @param version the version of the network that played it, or played the game from which another
 *     method set out; null if none did
 * @param seed the seed of the random choices that led to it
 * @param discoveredAt when it was found, to the microsecond
 * @param verified whether the Jacobian accumulated along it agreed numerically with another mode's
 * @param software version and commit of the software that found it
 */
public record OrderRow(
    String graph,
    String graphFingerprint,
    String costModel,
    Ints order,
    long multiplications,
    Baselines baselines,
    boolean optimal,
    String method,
    String runId,
    Integer wave,
    Long version,
    long seed,
    Instant discoveredAt,
    boolean verified,
    String software)
    implements Serializable {

  /** Creates a row; the time is cut to what the table can hold. */
  public OrderRow {
    discoveredAt = discoveredAt.truncatedTo(ChronoUnit.MICROS);
  }
}
