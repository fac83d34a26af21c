package crosscountry.environment.accumulation;

import crosscountry.environment.graph.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Looks for random points at which a program has a value and finite partials.
 *
 * <p>Functions such as log, asin and acosh restrict the domain, and a trace does not say to what.
 * So points are drawn from several ranges first; if none will do, a random walk goes from point to
 * point by drawing a few coordinates again, never to a point at which fewer equations can be
 * evaluated.
 *
 * @param <L> the program at a point
 */
final class RegularPoints<L> {

  /**
   * Walks before giving up; a later one starts anew, in the ranges that come next, for an earlier
   * one may have got stuck.
   */
  private static final int WALKS = 4;

  /** Points that a walk tries at most. */
  private static final int ATTEMPTS_PER_WALK = 15_000;

  /**
   * Equations after which a walk ends: all attempts at a program of 100 equations, 500 at one of
   * 3,000. At some 50 ns each, the search takes less than half a second. Only the first attempt of
   * all in each range is made whatever it takes.
   */
  private static final int EQUATIONS_PER_WALK = 1_500_000;

  private static final int MOST_REDRAWN = 3;

  private static final List<Range> RANGES =
      List.of(
          new Range(0.1, 0.9),
          new Range(-1, 1),
          new Range(1.1, 2.5),
          new Range(0.01, 0.1),
          new Range(-0.1, 0.1),
          new Range(-3, 3),
          new Range(2, 20),
          new Range(-20, -2),
          new Range(20, 500));

  private final PointEvaluation<L> evaluation;
  private final SplittableRandom random;
  private final List<L> found = new ArrayList<>();
  private double[] reachedFrom;
  private int reached;
  private int furthest;
  private int attempts;
  private int rangesTried;

  /** An interval from which coordinates are drawn. */
  private record Range(double least, double greatest) {

    double draw(SplittableRandom random) {
      return least + (greatest - least) * random.nextDouble();
    }
  }

  private RegularPoints(PointEvaluation<L> evaluation, SplittableRandom random) {
    this.evaluation = evaluation;
    this.random = random;
  }

  /**
   * Searches.
   *
   * @param wanted number of points after which to stop
   * @param random source of the points; the same state gives the same points
   */
  static <L> RegularPoints<L> find(
      PointEvaluation<L> evaluation, int wanted, SplittableRandom random) {
    RegularPoints<L> points = new RegularPoints<>(evaluation, random);
    for (int walk = 0; walk < WALKS; walk++) {
      points.walk(wanted);
    }
    return points;
  }

  /** Returns the program at each point that was found; none if there was none. */
  List<L> linearizations() {
    return List.copyOf(found);
  }

  /** Returns why no point was found, as one sentence; empty if one was. */
  Optional<String> failure(Program program) {
    return found.isEmpty()
        ? Optional.of(
            ("none of %d random points will do: equation %d (%s) never had a finite value with"
                    + " finite partial derivatives")
                .formatted(attempts, furthest + 1, program.equations().get(furthest).primitive()))
        : Optional.empty();
  }

  private void walk(int wanted) {
    reached = 0;
    long effort = 0;
    for (int step = 0;
        step < ATTEMPTS_PER_WALK && mayGoOn(effort) && found.size() < wanted;
        step++) {
      tryOne(step);
      effort += evaluation.effort();
    }
  }

  private boolean mayGoOn(long effort) {
    return effort < EQUATIONS_PER_WALK || rangesTried < RANGES.size();
  }

  private void tryOne(int step) {
    attempts++;
    double[] point = step < RANGES.size() ? drawn(nextRange()) : partlyRedrawn();
    int evaluated = evaluation.evaluate(point);
    if (step == 0 || evaluated >= reached) {
      reachedFrom = point;
      reached = evaluated;
    }
    furthest = Math.max(furthest, evaluated);
    if (evaluated == evaluation.equations()) {
      found.add(evaluation.linearization());
    }
  }

  private Range nextRange() {
    return RANGES.get(rangesTried++ % RANGES.size());
  }

  private double[] drawn(Range range) {
    double[] point = new double[evaluation.coordinates()];
    for (int input = 0; input < point.length; input++) {
      point[input] = range.draw(random);
    }
    return point;
  }

  private double[] partlyRedrawn() {
    double[] point = reachedFrom.clone();
    for (int redrawn = random.nextInt(MOST_REDRAWN); redrawn >= 0 && point.length > 0; redrawn--) {
      Range range = RANGES.get(random.nextInt(RANGES.size()));
      point[random.nextInt(point.length)] = range.draw(random);
    }
    return point;
  }
}
