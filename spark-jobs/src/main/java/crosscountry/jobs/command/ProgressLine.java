package crosscountry.jobs.command;

import crosscountry.jobs.server.Standing;
import crosscountry.jobs.server.TrainingProgress;
import crosscountry.jobs.server.WaveCount;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Tells how a run stands, at most once per interval, as one line on stderr. */
final class ProgressLine implements Consumer<TrainingProgress> {

  private final Diagnostics diagnostics;
  private final Duration interval;
  private Duration next = Duration.ZERO;

  ProgressLine(Diagnostics diagnostics, Duration interval) {
    this.diagnostics = diagnostics;
    this.interval = interval;
  }

  @Override
  public void accept(TrainingProgress progress) {
    if (progress.elapsed().compareTo(next) < 0) {
      return;
    }
    next = progress.elapsed().plus(interval);
    diagnostics.progress(line(progress), fields(progress));
  }

  static String line(TrainingProgress progress) {
    String best =
        progress.standings().stream()
            .filter(standing -> !standing.graph().isPractice())
            .map(standing -> standing.graph().name() + " " + best(standing))
            .collect(Collectors.joining(", "));
    String loss =
        progress.loss() == null ? "-" : String.format(Locale.ROOT, "%.3f", progress.loss().total());
    return String.format(
        Locale.ROOT,
        "%s | best %s | %s | %.1f games/s, %.0f positions/s, %.0f evaluations/s | executors busy %.0f %%, learner %.0f %% | loss %s | version %d | %s left",
        clock(progress.elapsed()),
        best.isEmpty() ? "-" : best,
        waves(progress.waves()),
        progress.gamesPerSecond(),
        progress.positionsPerSecond(),
        progress.evaluationsPerSecond(),
        100 * progress.busyShare(),
        100 * progress.learnerShare(),
        loss,
        progress.version(),
        clock(progress.left()));
  }

  private static String waves(WaveCount waves) {
    return waves.left().isPresent()
        ? "%d waves, %d to go".formatted(waves.finished(), waves.left().getAsInt())
        : "%d waves".formatted(waves.finished());
  }

  private static Map<String, Object> fields(TrainingProgress progress) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("seconds_elapsed", seconds(progress.elapsed()));
    fields.put("seconds_left", seconds(progress.left()));
    fields.put("waves_finished", progress.waves().finished());
    fields.put("waves_in_flight", progress.waves().inFlight());
    fields.put("games", progress.games());
    fields.put("positions", progress.positions());
    fields.put("evaluations", progress.evaluations());
    fields.put("executor_share", progress.busyShare());
    fields.put("learner_share", progress.learnerShare());
    fields.put("owed_updates", progress.owedUpdates());
    fields.put("updates", progress.steps());
    fields.put("version", progress.version());
    if (progress.loss() != null) {
      fields.put("loss", progress.loss().total());
    }
    progress.standings().stream()
        .filter(standing -> standing.isPlayed() && !standing.graph().isPractice())
        .forEach(standing -> fields.put("best." + standing.graph().name(), standing.best()));
    return fields;
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }

  private static String best(Standing standing) {
    return standing.isPlayed() ? Long.toString(standing.best()) : "-";
  }

  /**
   * Returns a time as people read it on a clock: minutes and seconds, and hours if there are any.
   */
  static String clock(Duration duration) {
    return duration.toHours() > 0
        ? String.format(
            Locale.ROOT,
            "%d:%02d:%02d",
            duration.toHours(),
            duration.toMinutesPart(),
            duration.toSecondsPart())
        : String.format(Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart());
  }
}
