package crosscountry.jobs.configuration;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Settings that come with the program, as {@code conf/NAME.conf}. */
public enum Profile {
  /** A try-out of a minute. */
  QUICK,
  /** All published graphs, for half an hour. */
  STANDARD,
  /** All built-in graphs and random ones, for a night. */
  NIGHTLY;

  /**
   * Returns the profile of a name.
   *
   * @throws ConfigurationException if there is none
   */
  public static Profile named(String name) {
    for (Profile profile : values()) {
      if (profile.label().equals(name)) {
        return profile;
      }
    }
    throw new ConfigurationException(
        "unknown profile '%s'; there are %s. A file of your own goes by --conf"
            .formatted(
                name.replaceAll("\\p{Cntrl}", "?"),
                Arrays.stream(values()).map(Profile::label).collect(Collectors.joining(", "))));
  }

  /** Returns the name by which people ask for it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the name of its file on the class path. */
  String resource() {
    return label() + ".conf";
  }
}
