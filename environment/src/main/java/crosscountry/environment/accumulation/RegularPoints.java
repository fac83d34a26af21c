package crosscountry.environment.accumulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Looks for random points at which a program and its partials are finite and of moderate size.
 *
 * <p>Functions such as log, asin and acosh restrict the domain, and a trace does not say to what.
 * So points are drawn from several ranges in turn, first with all inputs from the same range, later
 * with each input from one of its own.
 */
final class RegularPoints {

  /** Points that are tried before giving up; a program of 100 equations takes 10 us per point. */
  static final int ATTEMPTS = 4_000;

  /**
   * Greatest product of partials along a path. With {@link JacobianComparison#LEAST_SCALE} it keeps
   * overflow and underflow out of every order of elimination.
   */
  private static final double STEEPEST_PATH = 1e100;

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

  private RegularPoints() {}

  /** An open interval from which coordinates are drawn. */
  private record Range(double least, double greatest) {

    double draw(SplittableRandom random) {
      return least + (greatest - least) * random.nextDouble();
    }
  }

  /**
   * Returns up to the wanted number of linearizations, none if no regular point was found.
   *
   * @param random source of the points; the same state gives the same points
   */
  static List<Linearization> find(
      ProgramLinearizer linearizer, int wanted, SplittableRandom random) {
    List<Linearization> found = new ArrayList<>();
    for (int attempt = 0; attempt < ATTEMPTS && found.size() < wanted; attempt++) {
      Optional<Linearization> linearization =
          linearizer.at(point(linearizer.inputs(), attempt, random));
      linearization.filter(RegularPoints::isModerate).ifPresent(found::add);
    }
    return found;
  }

  private static boolean isModerate(Linearization linearization) {
    return linearization.steepestPath() <= STEEPEST_PATH;
  }

  private static double[] point(int inputs, int attempt, SplittableRandom random) {
    double[] point = new double[inputs];
    Range shared = RANGES.get(attempt % RANGES.size());
    // Alternate by whole rounds of ranges: one range for all inputs, then one for each.
    int round = attempt / RANGES.size();
    for (int input = 0; input < inputs; input++) {
      Range range = round % 2 == 0 ? shared : RANGES.get(random.nextInt(RANGES.size()));
      point[input] = range.draw(random);
    }
    return point;
  }
}
