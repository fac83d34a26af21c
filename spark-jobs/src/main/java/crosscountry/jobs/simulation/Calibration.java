package crosscountry.jobs.simulation;

import com.typesafe.config.Config;
import crosscountry.jobs.configuration.ConfigurationException;
import crosscountry.jobs.configuration.ValidatedConfig;

/**
 * Everything that a simulation has to be told of machines and messages.
 *
 * @param waves waves to simulate; the first fifth is left out of the figures
 * @param coresPerExecutor cores, and so tasks at a time, of an executor
 * @param play what games are like, and what they cost executors
 * @param sizes what crosses the wire
 * @param driver what the driver spends
 * @param network what the network can do
 */
public record Calibration(
    int waves,
    int coresPerExecutor,
    PlayCosts play,
    MessageSizes sizes,
    DriverCosts driver,
    NetworkLimits network) {

  /**
   * Reads a calibration.
   *
   * @param file where every key of {@code crosscountry.simulation} stands
   * @throws ConfigurationException if a value has the wrong type or is out of its range
   */
  public static Calibration of(Config file) {
    return ValidatedConfig.read(file, Calibration::of);
  }

  private static Calibration of(ValidatedConfig config) {
    return new Calibration(
        config.integer("simulation.waves", 40, 100_000),
        config.integer("simulation.cores-per-executor", 1, 1_000),
        PlayCosts.of(config),
        MessageSizes.of(config),
        DriverCosts.of(config),
        NetworkLimits.of(config));
  }
}
