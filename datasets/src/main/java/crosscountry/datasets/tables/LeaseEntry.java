package crosscountry.datasets.tables;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Who has a lease, as it stands in one file: what a lease's newest file says, counts.
 *
 * @param number the file's number, one more than that of the file it follows
 * @param owner who has the lease, for people
 * @param token what tells one holder from any other, whatever they call themselves
 * @param expires when others may take over; {@link Instant#EPOCH} once it is given back
 */
record LeaseEntry(long number, String owner, String token, Instant expires) {

  private static final String OWNER = "owner";
  private static final String TOKEN = "token";
  private static final String EXPIRES = "expires";

  /** Tells whether nobody else may take the lease at an instant. */
  boolean holdsAt(Instant instant) {
    return instant.isBefore(expires);
  }

  /** Tells whether both were entered by one holder. */
  boolean isOfHolder(LeaseEntry other) {
    return token.equals(other.token);
  }

  /** Returns what the same holder enters next. */
  LeaseEntry next(Instant newExpiry) {
    return new LeaseEntry(number + 1, owner, token, newExpiry);
  }

  /** Returns the content of the file, which people may read. */
  String text() {
    Properties content = new Properties();
    content.setProperty(OWNER, owner);
    content.setProperty(TOKEN, token);
    content.setProperty(EXPIRES, expires.toString());
    StringWriter text = new StringWriter();
    try {
      content.store(text, null);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    // Java puts the time of writing in front, which may contradict the clock of the lease.
    return text.toString()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /**
   * Reads the content of a file.
   *
   * @throws IllegalArgumentException if it is none of a lease
   */
  static LeaseEntry parse(long number, String text) {
    Properties content = new Properties();
    try {
      content.load(new StringReader(text));
      return new LeaseEntry(
          number,
          required(content, OWNER),
          required(content, TOKEN),
          Instant.parse(required(content, EXPIRES)));
    } catch (IOException | DateTimeException malformed) {
      throw new IllegalArgumentException(malformed.getMessage(), malformed);
    }
  }

  private static String required(Properties content, String name) {
    String value = content.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException("it says no " + name);
    }
    return value;
  }
}
