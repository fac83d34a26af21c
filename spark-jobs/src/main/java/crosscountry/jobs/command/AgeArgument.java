package crosscountry.jobs.command;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** Turns what the user gives as an age, such as {@code 30d}, into a time. */
final class AgeArgument {

  private static final Pattern WITHOUT_UNIT = Pattern.compile("\\s*[-+]?[0-9.]+\\s*");

  /** So that counting back from today stays within what a clock can show. */
  private static final Duration LONGEST = Duration.ofDays(36_600);

  private AgeArgument() {}

  /**
   * Returns the time.
   *
   * @param option the name of the option
   * @param age what was given for it
   * @throws BadInputException if it is no age
   */
  static Duration parse(String option, String age) {
    String shown = age.replaceAll("\\p{Cntrl}", "?");
    if (WITHOUT_UNIT.matcher(age).matches()) {
      throw new BadInputException(
          "%s %s has no unit; say for example 12h or 30d".formatted(option, shown));
    }
    Duration duration;
    try {
      duration = ConfigFactory.parseMap(Map.of("age", age)).getDuration("age");
    } catch (ConfigException noDuration) {
      throw new BadInputException(
          "%s '%s' is not a time; say for example 12h or 30d".formatted(option, shown));
    }
    if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
      throw new BadInputException(
          "%s %s must be between nothing and a hundred years".formatted(option, shown));
    }
    return duration;
  }
}
