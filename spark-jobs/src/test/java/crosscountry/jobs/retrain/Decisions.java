package crosscountry.jobs.retrain;

import crosscountry.datasets.tables.CheckpointId;
import crosscountry.datasets.tables.Longs;
import crosscountry.datasets.tables.PromotionRow;
import java.time.Instant;

/** Decisions that nobody made. */
public final class Decisions {

  private Decisions() {}

  /** Returns a decision that promotes a checkpoint. */
  public static PromotionRow promoting(long number, CheckpointId promoted) {
    return new PromotionRow(
        number,
        Instant.parse("2026-03-01T12:00:00Z"),
        PromotionRow.Outcome.PROMOTED,
        "it is not worse",
        promoted,
        null,
        promoted,
        "principle",
        1,
        0,
        PromotionRow.Qualities.NONE,
        PromotionRow.Counts.NONE,
        Longs.of(),
        PromotionRow.Counts.NONE,
        "crosscountry 0.1.0 (0123abc)");
  }
}
