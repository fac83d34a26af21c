package crosscountry.jobs.report.page;

import crosscountry.jobs.report.GraphReport;
import crosscountry.jobs.report.ReferenceCounts;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The counts of one graph, side by side.
 *
 * @param graph the graph's name
 * @param fingerprint SHA-256 of its traced program
 * @param costModel the name of the rules by which multiplications are counted
 * @param hasCurve whether the page has the graph's learning curve
 * @param forward multiplications of forward mode
 * @param reverse multiplications of reverse mode
 * @param markowitz of the minimum Markowitz order
 * @param published of the best published order
 * @param played of the best order of self-play
 * @param taught whether the learner saw annealed games, too
 * @param playedGap how far that is from the lower bound
 * @param searched of the best order that local search found in this run
 * @param searchedGap how far that is from the lower bound
 * @param other by which other method the run found an order, and of how many multiplications
 * @param annealed of the best order that annealing has found in any run
 * @param lowerBound of every order at least
 */
record OrderLine(
    String graph,
    String fingerprint,
    String costModel,
    boolean hasCurve,
    String forward,
    String reverse,
    String markowitz,
    String published,
    String played,
    boolean taught,
    Gap playedGap,
    String searched,
    Gap searchedGap,
    String other,
    String annealed,
    String lowerBound) {

  private static final String SELF_PLAY = "self-play";
  private static final String TAUGHT = "taught-self-play";
  private static final String ANNEALING = "annealing";

  /**
   * How far a count is from the lower bound.
   *
   * @param multiplications the difference
   * @param share the difference as a share of the count
   * @param isNone whether the order is optimal
   */
  record Gap(String multiplications, String share, boolean isNone) {

    private static Gap of(Long count, Long lowerBound) {
      if (count == null || lowerBound == null) {
        return new Gap(FigureText.NOTHING, "", false);
      }
      long gap = count - lowerBound;
      return new Gap(
          FigureText.count(gap),
          FigureText.percent(count == 0 ? 0 : (double) gap / count),
          gap <= 0);
    }
  }

  /** Returns the counts of a graph. */
  static OrderLine of(GraphReport report) {
    ReferenceCounts known = report.references();
    Map<String, Long> found = report.found();
    Long played = played(report);
    Long searched = found.get(ANNEALING);
    return new OrderLine(
        report.graph(),
        report.fingerprint(),
        report.costModel(),
        report.curve().isPresent(),
        FigureText.count(known.forward()),
        FigureText.count(known.reverse()),
        FigureText.count(known.markowitz()),
        FigureText.count(known.published()),
        FigureText.count(played),
        found.containsKey(TAUGHT),
        Gap.of(played, known.lowerBound()),
        FigureText.count(searched),
        Gap.of(searched, known.lowerBound()),
        other(found),
        FigureText.count(known.annealed()),
        FigureText.count(known.lowerBound()));
  }

  /** The curve may be ahead of the orders, of which random graphs have none. */
  private static Long played(GraphReport report) {
    return Stream.of(
            report.found().get(SELF_PLAY),
            report.found().get(TAUGHT),
            report.curve().map(curve -> curve.last().best()).orElse(null))
        .filter(Objects::nonNull)
        .min(Long::compare)
        .orElse(null);
  }

  private static String other(Map<String, Long> found) {
    return found.entrySet().stream()
        .filter(entry -> !Stream.of(SELF_PLAY, TAUGHT, ANNEALING).toList().contains(entry.getKey()))
        .min(Map.Entry.comparingByValue())
        .map(entry -> "%s (%s)".formatted(FigureText.count(entry.getValue()), entry.getKey()))
        .orElse("");
  }
}
