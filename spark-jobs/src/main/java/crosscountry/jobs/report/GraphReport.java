package crosscountry.jobs.report;

import java.util.Map;
import java.util.Optional;

/**
 * What a run did on one graph.
 *
 * @param graph the graph's name
 * @param fingerprint SHA-256 of its traced program in hexadecimal
 * @param costModel the name of the rules by which multiplications are counted
 * @param curve the learning curve, empty if no wave of self-play was finished on the graph
 * @param references what its results are measured by
 * @param found multiplications of the cheapest order that the run found, for each method that found
 *     one
 */
public record GraphReport(
    String graph,
    String fingerprint,
    String costModel,
    Optional<LearningCurve> curve,
    ReferenceCounts references,
    Map<String, Long> found) {

  /** Copies the counts. */
  public GraphReport {
    found = Map.copyOf(found);
  }
}
