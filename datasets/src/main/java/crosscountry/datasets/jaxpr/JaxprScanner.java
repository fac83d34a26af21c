package crosscountry.datasets.jaxpr;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Walks through a text, skipping blanks and comments, and knows line and column. */
final class JaxprScanner {

  private static final Pattern SKIPPED = Pattern.compile("(?:\\s|#[^\\n]*)*+");

  private static final int LONGEST_QUOTE = 20;

  private final String source;
  private final String text;
  private final Matcher matcher;
  private int position;

  JaxprScanner(String source, String text) {
    this.source = source;
    this.text = text;
    this.matcher = SKIPPED.matcher(text);
  }

  int position() {
    return position;
  }

  void moveTo(int newPosition) {
    position = newPosition;
  }

  char current() {
    return charAt(position);
  }

  char charAt(int index) {
    return index < text.length() ? text.charAt(index) : '\0';
  }

  boolean atEnd() {
    return position >= text.length();
  }

  /** Skips blanks and comments; returns whether a line ended among them. */
  boolean skipBlanks() {
    int start = position;
    matches(SKIPPED);
    position = matcher.end();
    return text.substring(start, position).indexOf('\n') >= 0;
  }

  /** Tells whether a pattern matches here. */
  boolean matches(Pattern pattern) {
    return matcher.usePattern(pattern).region(position, text.length()).lookingAt();
  }

  /** Takes what a pattern matches here, or throws. */
  String take(Pattern pattern, String expectation) {
    if (!matches(pattern)) {
      throw expected(expectation);
    }
    position = matcher.end();
    return matcher.group();
  }

  /** Takes a literal text if it stands here. */
  boolean takeIf(String expected) {
    if (!text.startsWith(expected, position)) {
      return false;
    }
    position += expected.length();
    return true;
  }

  /** Skips blanks and takes a literal text, or throws. */
  void require(String expected) {
    skipBlanks();
    if (!takeIf(expected)) {
      throw expected("'" + expected + "'");
    }
  }

  String between(int start, int end) {
    return text.substring(start, end);
  }

  JaxprSyntaxException expected(String expectation) {
    return fault(position, "expected %s but found %s".formatted(expectation, found()));
  }

  JaxprSyntaxException fault(int at, String problem) {
    return new JaxprSyntaxException(source, line(at), at - text.lastIndexOf('\n', at - 1), problem);
  }

  /** Returns the 1-based line of a position. */
  int line(int at) {
    int line = 1;
    for (int end = text.indexOf('\n'); end >= 0 && end < at; end = text.indexOf('\n', end + 1)) {
      line++;
    }
    return line;
  }

  private String found() {
    if (atEnd()) {
      return "the end of the text";
    }
    int end = position;
    while (end < text.length()
        && end < position + LONGEST_QUOTE
        && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return "'" + text.substring(position, Math.max(end, position + 1)).strip() + "'";
  }
}
