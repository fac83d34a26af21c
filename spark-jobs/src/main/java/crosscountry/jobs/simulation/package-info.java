/**
 * The training run as a queueing network, to learn how it would go on clusters that are not at
 * hand: {@link crosscountry.jobs.simulation.Simulation} plays the events of {@link
 * crosscountry.jobs.server.TrainingRun} and of Spark's driver without a single game, with the times
 * and sizes of a {@link crosscountry.jobs.simulation.Calibration}. No Spark is needed for it.
 */
package crosscountry.jobs.simulation;
