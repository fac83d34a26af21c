package crosscountry.jobs.configuration;

import java.util.List;

/**
 * How a network is refitted to the games of a warehouse.
 *
 * @param runs the runs whose games are learnt from; none for all
 * @param from the run whose network is gone on from, or empty for new weights
 * @param epochs how many times as many examples are drawn as there are positions
 * @param averagingFrequency batches that a copy of the network learns from between two averagings
 * @param workers copies of the network, 0 for one per core
 */
public record RefitSettings(
    List<String> runs, String from, int epochs, int averagingFrequency, int workers) {

  static RefitSettings of(ValidatedConfig config) {
    return new RefitSettings(
        config.texts("refit.runs"),
        config.text("refit.from"),
        config.integer("refit.epochs", 1, 1_000_000),
        config.integer("refit.averaging-frequency", 1, 100_000),
        config.integer("refit.workers", 0, 100_000));
  }
}
