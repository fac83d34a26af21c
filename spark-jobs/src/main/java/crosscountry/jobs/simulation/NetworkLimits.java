package crosscountry.jobs.simulation;

import crosscountry.jobs.configuration.ValidatedConfig;

/**
 * What the network between driver and executors can do; each direction of a link is its own.
 *
 * @param driverBytesPerSecond into the driver, and as much out of it
 * @param executorBytesPerSecond out of an executor, to others that fetch a version from it
 * @param latency seconds from one machine to another
 */
public record NetworkLimits(
    double driverBytesPerSecond, double executorBytesPerSecond, double latency) {

  static NetworkLimits of(ValidatedConfig config) {
    return new NetworkLimits(
        config.bytes("simulation.network.driver-link-per-second"),
        config.bytes("simulation.network.executor-link-per-second"),
        config.seconds("simulation.network.latency"));
  }
}
