package crosscountry.jobs.command;

import crosscountry.datasets.tables.CheckpointRow;
import crosscountry.datasets.tables.CheckpointTable;
import crosscountry.jobs.policy.TrainedPolicy;

/** The network that is promoted where none has been yet. */
final class FirstNetwork {

  private static final int DIGITS = 12;

  private FirstNetwork() {}

  /**
   * Returns its checkpoint.
   *
   * @param setting a run, with or without a version, or empty for the network that comes with the
   *     program
   * @throws BadInputException if there is no such checkpoint
   */
  static CheckpointRow of(String setting, CheckpointTable checkpoints) {
    return setting.isEmpty()
        ? shipped()
        : CheckpointArgument.parse(setting, "retrain.first").find(checkpoints);
  }

  /** A later version of the program may bring another one, so it goes by its content. */
  private static CheckpointRow shipped() {
    CheckpointRow row = TrainedPolicy.shipped().checkpoint();
    return new CheckpointRow(
        "shipped-" + row.sha256().substring(0, DIGITS),
        row.version(),
        row.createdAt(),
        row.configuration(),
        row.blueprint(),
        row.parameters(),
        row.updaterState(),
        row.counters(),
        row.randomState(),
        row.replay(),
        row.software());
  }
}
