package crosscountry.datasets.tables;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The name of one file of a table, and what makes an append idempotent.
 *
 * <p>A key is a chain of segments, {@code nightly-3.attempt-0001.wave-00000012}, that says which
 * part of which run the rows are. It never holds a clock or a task attempt: work that is done again
 * must arrive at the same key. Numbers are padded, so that sorting keys sorts the numbers.
 *
 * @param value the segments, joined by dots; a segment begins with a letter or digit and goes on
 *     with letters, digits, {@code _} and {@code -}
 */
public record FileKey(String value) implements Comparable<FileKey> {

  // A file name may have 255 bytes; the rest is for the staging suffix.
  private static final int LONGEST = 180;
  private static final String SEGMENT = "[A-Za-z0-9][A-Za-z0-9_-]*";
  private static final Pattern KEY = Pattern.compile(SEGMENT + "(\\." + SEGMENT + ")*");
  private static final String DECISION = "decision-";
  private static final Pattern DECISION_KEY = Pattern.compile(DECISION + "\\d{12,18}");
  private static final Pattern ONE_SEGMENT = Pattern.compile(SEGMENT);

  /**
   * Validates a key.
   *
   * @throws IllegalArgumentException if the text cannot be a file name of a table
   */
  public FileKey {
    if (!KEY.matcher(value).matches()) {
      throw new IllegalArgumentException(
          ("\"%s\" cannot be the key of a file: use segments of letters, digits, _ and -, each"
                  + " beginning with a letter or digit, joined by dots")
              .formatted(value));
    }
    if (value.length() > LONGEST) {
      throw new IllegalArgumentException(
          "the key %s has %d characters, but at most %d are allowed"
              .formatted(value, value.length(), LONGEST));
    }
  }

  /**
   * Returns the key that all files of one run begin with.
   *
   * @param runId the run's id, a single segment
   */
  public static FileKey ofRun(String runId) {
    return new FileKey(requireSegment(runId));
  }

  /**
   * Returns the key of a registered graph.
   *
   * @param fingerprint SHA-256 of its traced program in hexadecimal
   */
  public static FileKey ofFingerprint(String fingerprint) {
    return new FileKey(requireSegment(fingerprint));
  }

  /**
   * Returns the key of a decision on promotions.
   *
   * @param number the decision's number, from 1
   */
  public static FileKey ofDecision(long number) {
    return new FileKey(DECISION + "%012d".formatted(requireNatural(number)));
  }

  /** Returns the number of the decision whose key this is, or empty if it is none of these. */
  OptionalLong decision() {
    return DECISION_KEY.matcher(value).matches()
        ? OptionalLong.of(Long.parseLong(value, DECISION.length(), value.length(), 10))
        : OptionalLong.empty();
  }

  /** Returns the id of the run that wrote it, which is the key's first segment. */
  String run() {
    int end = value.indexOf('.');
    return end < 0 ? value : value.substring(0, end);
  }

  /** Returns this key, narrowed to one attempt of the run. */
  public FileKey attempt(int attempt) {
    return part("attempt-%04d".formatted(requireNatural(attempt)));
  }

  /** Returns this key, narrowed to one wave. */
  public FileKey wave(int wave) {
    return part("wave-%08d".formatted(requireNatural(wave)));
  }

  /** Returns this key, narrowed to one version of the network. */
  public FileKey version(long version) {
    return part("version-%012d".formatted(requireNatural(version)));
  }

  /** Returns this key, narrowed by one more segment, such as the name of a graph. */
  public FileKey part(String segment) {
    return new FileKey(value + "." + requireSegment(segment));
  }

  /** Tells whether this key is the given one or a narrowing of it, segment by segment. */
  public boolean startsWith(FileKey prefix) {
    return value.equals(prefix.value) || value.startsWith(prefix.value + ".");
  }

  @Override
  public int compareTo(FileKey other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }

  private static String requireSegment(String segment) {
    if (!ONE_SEGMENT.matcher(segment).matches()) {
      throw new IllegalArgumentException(
          ("\"%s\" cannot be part of a file's key: use letters, digits, _ and -, beginning with a"
                  + " letter or digit")
              .formatted(segment));
    }
    return segment;
  }

  private static long requireNatural(long number) {
    if (number < 0) {
      throw new IllegalArgumentException(
          "%d cannot be part of a file's key: it is negative".formatted(number));
    }
    return number;
  }
}
