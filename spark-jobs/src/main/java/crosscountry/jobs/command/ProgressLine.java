package crosscountry.jobs.command;

import crosscountry.jobs.server.Standing;
import crosscountry.jobs.server.TrainingProgress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Prints how a run stands, at most once per interval, as one line on stderr. */
final class ProgressLine implements Consumer<TrainingProgress> {

  private final PrintStream out;
  private final Duration interval;
  private Duration next = Duration.ZERO;

  ProgressLine(PrintStream out, Duration interval) {
    this.out = out;
    this.interval = interval;
  }

  @Override
  public void accept(TrainingProgress progress) {
    if (progress.elapsed().compareTo(next) < 0) {
      return;
    }
    next = progress.elapsed().plus(interval);
    out.println(line(progress));
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
        "%s | best %s | %.1f games/s, %.0f positions/s, %.0f evaluations/s | executors busy %.0f %%, learner %.0f %% | loss %s | version %d | %s left",
        clock(progress.elapsed()),
        best.isEmpty() ? "-" : best,
        progress.gamesPerSecond(),
        progress.positionsPerSecond(),
        progress.evaluationsPerSecond(),
        100 * progress.busyShare(),
        100 * progress.learnerShare(),
        loss,
        progress.version(),
        clock(progress.left()));
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
