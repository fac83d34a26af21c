package crosscountry.jobs.command;

import crosscountry.datasets.tables.Warehouse;
import crosscountry.jobs.server.RunHistory;
import java.time.Duration;
import java.time.Instant;

/** Tells which run a call of the nightly job is for. */
final class NightRun {

  private NightRun() {}

  /**
   * Returns the run of the day, by UTC, or that of the day before if it was begun, was not decided
   * on, and today's has not been begun: so a night that ran past midnight or was stopped is gone on
   * with. An older one is left alone, so that a night that can never be finished costs one more and
   * not all of them.
   */
  static String toPlay(Warehouse warehouse, Instant now) {
    String today = RunIds.ofNight(now);
    String yesterday = RunIds.ofNight(now.minus(Duration.ofDays(1)));
    boolean isLeftOver =
        !new RunHistory(warehouse, today).exists()
            && new RunHistory(warehouse, yesterday).exists()
            && warehouse.promotions().history().of(yesterday).isEmpty();
    return isLeftOver ? yesterday : today;
  }
}
