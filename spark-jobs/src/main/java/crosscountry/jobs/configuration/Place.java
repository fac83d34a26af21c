package crosscountry.jobs.configuration;

import com.typesafe.config.ConfigOrigin;

/** Where a setting stands, in the words by which it is looked up. */
final class Place {

  private static final String RESOURCE_FROM_URL = " @ ";

  private Place() {}

  /** Returns file and line as {@code FILE:LINE}, or what else a setting comes from. */
  static String of(ConfigOrigin origin) {
    return origin.lineNumber() > 0
        ? "%s:%d".formatted(name(origin), origin.lineNumber())
        : name(origin);
  }

  private static String name(ConfigOrigin origin) {
    if (origin.filename() != null) {
      return origin.filename();
    }
    if (origin.resource() != null) {
      return before(origin.resource(), RESOURCE_FROM_URL);
    }
    // The library puts the line behind, in words of its own.
    return origin.lineNumber() > 0
        ? before(origin.description(), ": " + origin.lineNumber())
        : origin.description();
  }

  private static String before(String text, String end) {
    int at = text.indexOf(end);
    return at < 0 ? text : text.substring(0, at);
  }
}
