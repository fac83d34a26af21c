package crosscountry.jobs.report.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as the page shows them. */
final class FigureText {

  /** What stands where nothing is known. */
  static final String NOTHING = "–";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private FigureText() {}

  /** Returns a count with its thousands set apart. */
  static String count(Long count) {
    return count == null ? NOTHING : String.format(Locale.ROOT, "%,d", count);
  }

  /** Returns a number with some decimals. */
  static String decimal(double number, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", number);
  }

  /** Returns a share as a percentage. */
  static String percent(Double share) {
    return share == null ? NOTHING : decimal(100 * share, 1) + " %";
  }

  /** Returns a point in time, to the second. */
  static String time(Instant instant) {
    return instant == null ? NOTHING : TIME.format(instant);
  }

  /** Returns seconds in the units that people have for them. */
  static String duration(double seconds) {
    if (seconds < 60) {
      return decimal(seconds, 1) + " s";
    }
    Duration whole = Duration.ofSeconds(Math.round(seconds));
    return whole.toHours() > 0
        ? "%d h %d min".formatted(whole.toHours(), whole.toMinutesPart())
        : "%d min %d s".formatted(whole.toMinutes(), whole.toSecondsPart());
  }
}
