package crosscountry.jobs.command;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** Turns what the user gives as {@code --budget} into a time. */
final class BudgetArgument {

  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Pattern WITHOUT_UNIT =
      Pattern.compile("\\s*[-+]?[0-9.]+([eE][-+]?[0-9]+)?\\s*");

  private BudgetArgument() {}

  /**
   * Returns the time.
   *
   * @throws BadInputException if it is none, or none that can be spent
   */
  static Duration parse(String budget) {
    if (WITHOUT_UNIT.matcher(budget).matches()) {
      throw new BadInputException(
          "--budget %s has no unit; say for example 10s or 5m".formatted(budget));
    }
    Duration duration;
    try {
      duration = ConfigFactory.parseMap(Map.of("budget", budget)).getDuration("budget");
    } catch (ConfigException noDuration) {
      throw new BadInputException(
          "--budget '%s' is not a time; say for example 10s or 5m"
              .formatted(budget.replaceAll("\\p{Cntrl}", "?")));
    }
    if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
      throw new BadInputException(
          "--budget %s must be longer than nothing, and at most a year".formatted(budget));
    }
    return duration;
  }
}
