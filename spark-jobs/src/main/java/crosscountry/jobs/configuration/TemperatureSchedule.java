package crosscountry.jobs.configuration;

/**
 * The temperature of the softmax that moves are drawn from, which moves evenly from a start to an
 * end while the network learns.
 *
 * @param start temperature before the first update of the network
 * @param end temperature after the last of the steps and from there on
 * @param steps updates that the change takes, at least 1
 */
public record TemperatureSchedule(double start, double end, int steps) {

  /** Returns the temperature after a number of updates. */
  public double at(long step) {
    double progress = Math.min(1.0, (double) step / steps);
    return start + (end - start) * progress;
  }
}
