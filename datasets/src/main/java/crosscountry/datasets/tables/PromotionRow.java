package crosscountry.datasets.tables;

import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * A decision on which network is the promoted one from then on.
 *
 * @param decision number of the decision, from 1; the greatest holds
 * @param decidedAt when it was made, to the microsecond
 * @param outcome how it came out
 * @param reason why, in one sentence
 * @param candidate the network that was decided on
 * @param previous the one that was promoted before and that it was compared with, or null if there
 *     was none
 * @param promoted the one that is promoted from then on
 * @param costModel the name of the rules by which multiplications are counted
 * @param seed seed of the candidate's run
 * @param tolerance by what share of the previous one's quality the candidate might be worse
 * @param qualities what was compared
 * @param graphs multiplications on the graphs that are trained on
 * @param bestBefore for each of these the fewest that were known before the run
 * @param holdOut multiplications on graphs that are never trained on
 * @param software version and commit of the software
 */
public record PromotionRow(
    long decision,
    Instant decidedAt,
    Outcome outcome,
    String reason,
    CheckpointId candidate,
    CheckpointId previous,
    CheckpointId promoted,
    String costModel,
    long seed,
    double tolerance,
    Qualities qualities,
    Counts graphs,
    Longs bestBefore,
    Counts holdOut,
    String software)
    implements Serializable {

  /** Creates a row; the time is cut to what the table can hold. */
  public PromotionRow {
    decidedAt = decidedAt.truncatedTo(ChronoUnit.MICROS);
  }

  /** How a decision came out. */
  public enum Outcome {
    /** There was no promoted network yet. */
    FIRST,
    /** The candidate is not worse and is promoted. */
    PROMOTED,
    /** The candidate is worse, and the previous one stays promoted. */
    REFUSED;

    /** Returns the word that stands in files. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the outcome that a word in a file means.
     *
     * @throws IllegalArgumentException if it means none
     */
    static Outcome ofText(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * How good two networks are, each as the geometric mean of (multiplications + 1) / (fewest known
   * + 1); null where that could not be told.
   *
   * @param candidate on the graphs that are trained on
   * @param previous of the one before, on the same
   * @param candidateOnHoldOut on graphs that are never trained on
   * @param previousOnHoldOut of the one before, on the same
   */
  public record Qualities(
      Double candidate, Double previous, Double candidateOnHoldOut, Double previousOnHoldOut)
      implements Serializable {

    /** Nothing was compared. */
    public static final Qualities NONE = new Qualities(null, null, null, null);
  }

  /**
   * Multiplications of the orders that two networks give at once, graph by graph.
   *
   * @param names names of the graphs
   * @param fingerprints SHA-256 of each graph's traced program
   * @param candidate of the candidate's order; none if it cannot play
   * @param previous of the order of the network that was promoted before
   * @param best the fewest that are known
   */
  public record Counts(
      List<String> names, List<String> fingerprints, Longs candidate, Longs previous, Longs best)
      implements Serializable {

    /** No graphs. */
    public static final Counts NONE =
        new Counts(List.of(), List.of(), Longs.of(), Longs.of(), Longs.of());

    /** Copies the names. */
    public Counts {
      names = List.copyOf(names);
      fingerprints = List.copyOf(fingerprints);
    }
  }
}
