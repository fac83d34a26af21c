package crosscountry.jobs.report;

import java.util.List;

/**
 * What self-play found on one graph in the course of a run.
 *
 * @param runId the run
 * @param graph the graph's name
 * @param fingerprint SHA-256 of its traced program in hexadecimal
 * @param costModel the name of the rules by which multiplications are counted
 * @param points one per wave that played on the graph, at least one, in the order in which the
 *     waves ended; moves, evaluations and seconds never fall, and the best count never rises
 */
public record LearningCurve(
    String runId, String graph, String fingerprint, String costModel, List<CurvePoint> points) {

  /** Copies the points. */
  public LearningCurve {
    points = List.copyOf(points);
  }

  /** Returns how the run stood when its last wave ended. */
  public CurvePoint last() {
    return points.get(points.size() - 1);
  }
}
