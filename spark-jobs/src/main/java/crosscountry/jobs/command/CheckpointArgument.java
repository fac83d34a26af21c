package crosscountry.jobs.command;

import crosscountry.datasets.tables.CheckpointId;
import crosscountry.datasets.tables.CheckpointRow;
import crosscountry.datasets.tables.CheckpointTable;
import crosscountry.datasets.tables.RestoredCheckpoint;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the user means by {@code RUN} or {@code RUN:VERSION}.
 *
 * @param runId the run
 * @param version the version of its network, or empty for its newest checkpoint
 */
record CheckpointArgument(String runId, OptionalLong version) {

  private static final Pattern FORM = Pattern.compile("([^:]+)(?::(\\d{1,18}))?");

  /**
   * Reads an argument.
   *
   * @param setting the setting that gives it
   * @throws BadInputException if it can be none
   */
  static CheckpointArgument parse(String argument, String setting) {
    Matcher form = FORM.matcher(argument);
    if (!form.matches()) {
      throw new BadInputException(
          "%s '%s' names no checkpoint; say RUN or RUN:VERSION, for example nightly-3:170"
              .formatted(setting, argument));
    }
    OptionalLong version =
        form.group(2) == null
            ? OptionalLong.empty()
            : OptionalLong.of(Long.parseLong(form.group(2)));
    return new CheckpointArgument(RunIds.valid(form.group(1), setting), version);
  }

  /** Returns the argument that means a checkpoint. */
  static String text(CheckpointId id) {
    return id.runId() + ":" + id.version();
  }

  /**
   * Returns the checkpoint; of those that had to be skipped for it stderr tells.
   *
   * @throws BadInputException if there is none
   */
  CheckpointRow find(CheckpointTable checkpoints) {
    Optional<CheckpointRow> found =
        version.isPresent() ? checkpoints.find(runId, version.getAsLong()) : newest(checkpoints);
    return found.orElseThrow(
        () ->
            new BadInputException(
                "run %s has no checkpoint%s in %s; check its name and --warehouse"
                    .formatted(
                        runId,
                        version.isPresent() ? " of version " + version.getAsLong() : "",
                        checkpoints.location())));
  }

  private Optional<CheckpointRow> newest(CheckpointTable checkpoints) {
    RestoredCheckpoint found = checkpoints.latest(runId);
    found.tell(ErrorReport::warn);
    return found.checkpoint();
  }
}
