package crosscountry.jobs.command;

import crosscountry.jobs.refit.RefitProgress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Tells how a refit stands, at most once per interval, as one line on stderr. */
final class RefitProgressLine implements Consumer<RefitProgress> {

  private final Diagnostics diagnostics;
  private final Duration interval;
  private Duration next;

  RefitProgressLine(Diagnostics diagnostics, Duration interval) {
    this.diagnostics = diagnostics;
    this.interval = interval;
    this.next = interval;
  }

  @Override
  public void accept(RefitProgress progress) {
    if (progress.elapsed().compareTo(next) < 0) {
      return;
    }
    next = progress.elapsed().plus(interval);
    diagnostics.progress(line(progress), fields(progress));
  }

  static String line(RefitProgress progress) {
    return "%s | epoch %d of %d, round %d of %d | %s left"
        .formatted(
            ProgressLine.clock(progress.elapsed()),
            progress.epoch(),
            progress.epochs(),
            progress.round(),
            progress.rounds(),
            ProgressLine.clock(progress.left()));
  }

  private static Map<String, Object> fields(RefitProgress progress) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("seconds_elapsed", ProgressLine.seconds(progress.elapsed()));
    fields.put("seconds_left", ProgressLine.seconds(progress.left()));
    fields.put("epoch", progress.epoch());
    fields.put("epochs", progress.epochs());
    fields.put("round", progress.round());
    fields.put("rounds", progress.rounds());
    return fields;
  }
}
