package crosscountry.jobs.report;

import java.util.Collection;
import java.util.DoubleSummaryStatistics;

/**
 * The counts that a picture of a learning curve shows: those of the curve, and those of all level
 * lines that are near it.
 *
 * @param least the least of them
 * @param greatest the greatest of them
 */
public record CountRange(double least, double greatest) {

  /** Lines farther from the curve than by this factor would leave it no room. */
  private static final double FARTHEST = 2;

  /** The share of the counts' range that is left free above and below. */
  private static final double MARGIN = 0.05;

  /**
   * Returns the range of a picture.
   *
   * @param curve the curve
   * @param levels the counts of the level lines
   */
  public static CountRange of(LearningCurve curve, Collection<Long> levels) {
    DoubleSummaryStatistics range = new DoubleSummaryStatistics();
    for (CurvePoint point : curve.points()) {
      range.accept((double) point.best());
      range.accept(point.mean());
    }
    double least = range.getMin() / FARTHEST;
    double greatest = range.getMax() * FARTHEST;
    for (long level : levels) {
      if (level >= least && level <= greatest) {
        range.accept((double) level);
      }
    }
    return new CountRange(range.getMin(), range.getMax());
  }

  /** Returns how much room is left free above and below. */
  public double margin() {
    return Math.max(1, MARGIN * (greatest - least));
  }

  /** Tells whether a count is shown. */
  public boolean contains(long count) {
    return count >= least && count <= greatest;
  }
}
