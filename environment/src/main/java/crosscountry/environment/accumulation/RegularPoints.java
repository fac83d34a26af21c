package crosscountry.environment.accumulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Looks for random points at which a program and its partials are finite.
 *
 * <p>Functions such as log, asin and acosh restrict the domain, and a trace does not say to what.
 * So points are drawn from several ranges first; if none will do, a random walk goes from point to
 * point by drawing a few coordinates again, never to a point at which fewer equations can be
 * evaluated.
 */
final class RegularPoints {

  /** Walks before giving up; a later one starts anew, for an earlier one may have got stuck. */
  private static final int WALKS = 4;

  /** Points that a walk tries at most. */
  private static final int ATTEMPTS_PER_WALK = 15_000;

  /**
   * Equations that a walk evaluates at most: all attempts at a program of 100 equations, 500 at one
   * of 3,000. At some 50 ns each, the search takes less than half a second.
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

  private final ProgramLinearizer linearizer;
  private final SplittableRandom random;
  private final List<Linearization<Double>> found = new ArrayList<>();
  private double[] reachedFrom;
  private int reached;
  private int furthest;
  private int attempts;

  /** An interval from which coordinates are drawn. */
  private record Range(double least, double greatest) {

    double draw(SplittableRandom random) {
      return least + (greatest - least) * random.nextDouble();
    }
  }

  private RegularPoints(ProgramLinearizer linearizer, SplittableRandom random) {
    this.linearizer = linearizer;
    this.random = random;
  }

  /**
   * Searches.
   *
   * @param wanted number of points after which to stop
   * @param random source of the points; the same state gives the same points
   */
  static RegularPoints find(ProgramLinearizer linearizer, int wanted, SplittableRandom random) {
    RegularPoints points = new RegularPoints(linearizer, random);
    for (int walk = 0; walk < WALKS; walk++) {
      points.walk(wanted);
    }
    return points;
  }

  /** Returns the program at each point that was found; none if there was none. */
  List<Linearization<Double>> linearizations() {
    return List.copyOf(found);
  }

  /** Returns how many equations could be evaluated at the best point of all. */
  int furthest() {
    return furthest;
  }

  /** Returns how many points were tried. */
  int attempts() {
    return attempts;
  }

  private void walk(int wanted) {
    reached = 0;
    long equations = 0;
    for (int step = 0;
        step < ATTEMPTS_PER_WALK && equations < EQUATIONS_PER_WALK && found.size() < wanted;
        step++) {
      // The equation that failed was evaluated too.
      equations += tryOne(step) + 1;
    }
  }

  /** Tries a point; returns how many equations could be evaluated there. */
  private int tryOne(int step) {
    attempts++;
    double[] point = step < RANGES.size() ? drawn(RANGES.get(step)) : partlyRedrawn();
    int evaluated = linearizer.evaluate(point);
    if (step == 0 || evaluated >= reached) {
      reachedFrom = point;
      reached = evaluated;
    }
    furthest = Math.max(furthest, evaluated);
    if (evaluated == linearizer.equations()) {
      found.add(linearizer.linearization());
    }
    return evaluated;
  }

  private double[] drawn(Range range) {
    double[] point = new double[linearizer.inputs()];
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
