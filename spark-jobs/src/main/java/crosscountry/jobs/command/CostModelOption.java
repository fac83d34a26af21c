package crosscountry.jobs.command;

import crosscountry.environment.linearization.CostModel;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.Option;

/** The option by which users choose how multiplications are counted. */
final class CostModelOption {

  @Option(
      names = "--cost-model",
      completionCandidates = Labels.class,
      description =
          "By which rules multiplications are counted: ${COMPLETION-CANDIDATES} (default:"
              + " ${DEFAULT-VALUE}).",
      defaultValue = "principle")
  private String label;

  /** What {@code --cost-model} takes, for the help. */
  static final class Labels implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(CostModel.values()).map(CostModel::label).iterator();
    }
  }

  /**
   * Returns the chosen model.
   *
   * @throws BadInputException if there is none of this name
   */
  CostModel model() {
    return parse(label);
  }

  /**
   * Returns the model that a user names.
   *
   * @throws BadInputException if there is none of this name
   */
  static CostModel parse(String label) {
    return CostModel.labelled(label)
        .orElseThrow(
            () ->
                new BadInputException(
                    "unknown cost model '%s'; the cost models are %s"
                        .formatted(
                            label.replaceAll("\\p{Cntrl}", "?"), String.join(", ", new Labels()))));
  }
}
