package crosscountry.jobs.server;

import crosscountry.models.network.LossReport;

/** What became of an update of the network. */
public sealed interface Update {

  /** The network has learnt. */
  record Learnt(LossReport loss) implements Update {}

  /**
   * The loss was no finite number, and the network is again as it was when a version was published.
   *
   * @param version the version whose parameters the network has
   * @param reason one sentence
   */
  record RolledBack(long version, String reason) implements Update {}
}
