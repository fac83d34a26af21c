package crosscountry.jobs.configuration;

import java.time.Duration;
import java.util.List;

/**
 * How the network is trained again each night.
 *
 * @param register folder of .jaxpr files that are registered first, or empty for none
 * @param holdOut names of graphs that are never trained on
 * @param practiceGraphs random graphs that are trained on besides
 * @param tolerance by what share a candidate may be worse than the promoted network
 * @param first the run whose network is promoted first of all, with or without a version as in
 *     {@code nightly-3:170}, or empty for the network that comes with the program
 * @param refusal what a refused candidate is told by
 * @param lease after how long others may take over from a retraining that died, at least a minute
 */
public record RetrainSettings(
    String register,
    List<String> holdOut,
    int practiceGraphs,
    double tolerance,
    String first,
    Refusal refusal,
    Duration lease) {

  static RetrainSettings of(ValidatedConfig config) {
    return new RetrainSettings(
        config.text("retrain.register"),
        config.texts("retrain.hold-out"),
        config.integer("retrain.practice-graphs", 0, 100_000),
        config.number("retrain.tolerance", 0, 1),
        config.text("retrain.first"),
        config.choice("retrain.when-refused", Refusal.class),
        config.minutes("retrain.lease", 1));
  }
}
