package crosscountry.jobs.refit;

import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.MetricRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.jobs.configuration.LearningSettings;
import crosscountry.jobs.server.CheckpointRows;
import crosscountry.jobs.server.Counters;
import crosscountry.jobs.server.RunIdentity;
import crosscountry.models.learning.LearnerState;
import java.time.Instant;
import java.util.List;

/** Writes what a refit does to the tables that training writes to, in the same form. */
public final class RefitRecorder {

  private static final int ONLY_ATTEMPT = 1;

  private final Warehouse warehouse;
  private final RunIdentity identity;
  private final LearningSettings settings;
  private final Counters begun;
  private final long positions;
  private boolean published;

  /**
   * Creates a recorder.
   *
   * @param warehouse where the tables are
   * @param identity the run
   * @param settings how a learner that goes on from here is fed
   * @param begun what the checkpoint counts that the network comes from
   * @param positions positions to learn from
   */
  public RefitRecorder(
      Warehouse warehouse,
      RunIdentity identity,
      LearningSettings settings,
      Counters begun,
      long positions) {
    this.warehouse = warehouse;
    this.identity = identity;
    this.settings = settings;
    this.begun = begun;
    this.positions = positions;
  }

  /** Publishes what an epoch saw, and the network that came of it. */
  public void record(EpochReport epoch, LearnerState state) {
    MetricRow row =
        new MetricRow(
            identity.runId(),
            MetricRow.Kind.STEP,
            null,
            epoch.version(),
            epoch.steps(),
            Instant.now(),
            epoch.elapsedSeconds(),
            null,
            null,
            new MetricRow.Learning(
                epoch.policyLoss(),
                epoch.valueLoss(),
                epoch.loss(),
                epoch.learningRate(),
                positions),
            null,
            null,
            null);
    warehouse
        .metrics()
        .append(
            FileKey.ofRun(identity.runId())
                .attempt(ONLY_ATTEMPT)
                .part("epoch-%06d".formatted(epoch.epoch())),
            List.of(row));
    checkpoint(epoch.version(), state);
  }

  /** Publishes all that is needed to go on from a state. */
  public void checkpoint(long version, LearnerState state) {
    Counters counters = new Counters(version, state.steps(), paidFor(state.steps()), 0, List.of());
    warehouse.checkpoints().append(new CheckpointRows(identity).of(state, counters));
    published = true;
  }

  /** Tells whether there is a network of the run to go on from. */
  public boolean hasPublished() {
    return published;
  }

  /**
   * Returns the positions that call for so many updates: a run that goes on from here owes none,
   * and need not play for those that were made without it.
   */
  private long paidFor(long steps) {
    double drawn = (double) (steps - begun.steps()) * settings.batchSize();
    return begun.positions() + (long) Math.ceil(drawn / settings.drawsPerPosition());
  }
}
