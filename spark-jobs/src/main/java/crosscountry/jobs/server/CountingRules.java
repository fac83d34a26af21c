package crosscountry.jobs.server;

import crosscountry.environment.linearization.CostModel;
import java.util.Optional;

/** What is wrong with the cost model that a row of a table names. */
final class CountingRules {

  private CountingRules() {}

  /** Returns what is wrong if no cost model has this name. */
  static Optional<String> fault(String label) {
    return CostModel.labelled(label).isPresent()
        ? Optional.empty()
        : Optional.of("its cost model %s is unknown".formatted(label));
  }

  /** Returns what is wrong if this is not the name of the cost model of a run. */
  static Optional<String> fault(String label, CostModel expected) {
    return fault(label)
        .or(
            () ->
                label.equals(expected.label())
                    ? Optional.empty()
                    : Optional.of(
                        "it is counted by %s, but the run counts by %s"
                            .formatted(label, expected.label())));
  }
}
