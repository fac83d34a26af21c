package crosscountry.jobs.server;

import crosscountry.environment.linearization.CostModel;
import java.util.Optional;

/** The cost model that a row of a table names, and what is wrong with it. */
public final class CountingRules {

  private CountingRules() {}

  /**
   * Returns the name of the rules by which a row is counted.
   *
   * @param costModel what the row says, which is null in rows of versions that knew only one
   */
  public static String label(String costModel) {
    return costModel == null ? CostModel.PRINCIPLE.label() : costModel;
  }

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
