package crosscountry.jobs.command;

import crosscountry.datasets.catalog.CatalogEntry;
import crosscountry.datasets.curriculum.RandomCurriculum;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the user means by {@code random:COUNT} or {@code random:COUNT:SEED}: so many random
 * functions, from that seed on.
 *
 * @param count how many, from 1 to {@value #MOST}
 * @param firstSeed seed of the first one
 */
record RandomGraphs(int count, long firstSeed) {

  /** To draw so many takes more than an hour of one core. */
  static final int MOST = 100_000;

  private static final String PREFIX = RandomCurriculum.TAG + ":";

  private static final Pattern FORM = Pattern.compile(PREFIX + "(\\d{1,6})(?::(\\d{1,18}))?");

  /**
   * Reads an argument.
   *
   * @return empty if the argument means something else
   * @throws BadInputException if it means random functions, but not how many, or too many
   */
  static Optional<RandomGraphs> parse(String argument) {
    if (!argument.startsWith(PREFIX)) {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(argument);
    int count = form.matches() ? Integer.parseInt(form.group(1)) : 0;
    if (count < 1 || count > MOST) {
      throw new BadInputException(
          "'%s' must be random:COUNT or random:COUNT:SEED, with a count from 1 to %d and a seed of at most 18 digits"
              .formatted(argument, MOST));
    }
    long seed = form.group(2) == null ? 0 : Long.parseLong(form.group(2));
    return Optional.of(new RandomGraphs(count, seed));
  }

  /** Returns the argument that means so many random functions, from a seed on. */
  static String argument(int count, long firstSeed) {
    return PREFIX + count + ":" + firstSeed;
  }

  /** Draws the functions. */
  List<CatalogEntry> entries() {
    return RandomCurriculum.entries(count, firstSeed);
  }
}
