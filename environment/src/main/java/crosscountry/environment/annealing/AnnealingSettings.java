package crosscountry.environment.annealing;

import java.io.Serializable;

/**
 * How annealing spends its budget.
 *
 * @param startTemperature temperature at which a round from a heuristic order begins, in
 *     multiplications
 * @param endTemperature temperature at which every round ends; falls geometrically to it
 * @param reheatTemperature temperature at which a round from the best order begins
 * @param rounds number of rounds, 1 to 30, each twice as long as the one before; they begin in turn
 *     from a given order, the cheapest first, and from the best order so far
 */
public record AnnealingSettings(
    double startTemperature, double endTemperature, double reheatTemperature, int rounds)
    implements Serializable {

  private static final int SHORT = 20;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public AnnealingSettings {
    require(
        endTemperature > 0 && endTemperature < 1e6,
        "the end temperature (%s) must be greater than 0 and less than a million",
        endTemperature);
    require(
        startTemperature >= endTemperature && startTemperature < 1e6,
        "the start temperature (%s) must be at least the end temperature, less than a million",
        startTemperature);
    require(
        reheatTemperature >= endTemperature && reheatTemperature < 1e6,
        "the reheat temperature (%s) must be at least the end temperature, less than a million",
        reheatTemperature);
    require(
        rounds >= 1 && rounds <= 30, "the number of rounds (%s) must be between 1 and 30", rounds);
  }

  /**
   * Returns settings that were measured to serve scalar graphs of fifty to a thousand vertices, for
   * fractions of a second to minutes.
   */
  public static AnnealingSettings defaults() {
    return new AnnealingSettings(2, 0.1, 1, 4);
  }

  /**
   * Returns the settings that serve a graph of a number of eliminable vertices best.
   *
   * <p>A barrier between orders is about as high as the degrees of one vertex. Long orders lead
   * around most barriers; up to {@value #SHORT} vertices there is often no way but over them, and
   * starting four times as hot missed the optimum of hard graphs of nine vertices a fourth as
   * often. A thousand vertices came out dearer when started hotter.
   */
  public static AnnealingSettings defaultsFor(int eliminable) {
    return eliminable <= SHORT ? new AnnealingSettings(8, 0.1, 4, 4) : defaults();
  }

  private static void require(boolean holds, String sentence, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(sentence.formatted(value));
    }
  }
}
