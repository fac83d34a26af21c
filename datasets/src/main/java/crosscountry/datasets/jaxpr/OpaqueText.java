package crosscountry.datasets.jaxpr;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * Text of a trace whose inside is of no interest: the repr of whatever Python object stands there.
 * Only brackets, quotes and the angle brackets of {@code <function f at 0x7f>} matter, because they
 * tell where it ends.
 */
final class OpaqueText {

  private static final Pattern KEY = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*+=(?!=)");

  /**
   * Longer strings and reprs are read as plain text, so that no text is searched to its end often.
   * Blanks don't count, because how many there are is a matter of layout.
   */
  private static final int LONGEST_REPR = 2_000;

  /** As long with its blanks, of which no layout has nearly as many. */
  private static final int LONGEST_RAW_REPR = 10 * LONGEST_REPR;

  private final JaxprScanner scanner;
  private final boolean loneSigns;
  private final Deque<Integer> open = new ArrayDeque<>();
  private final StringBuilder kept = new StringBuilder();
  private boolean loneSignInLine;

  private OpaqueText(JaxprScanner scanner, boolean loneSigns) {
    this.scanner = scanner;
    this.loneSigns = loneSigns;
  }

  /** Takes one bracketed group, in which every quote and angle bracket has a partner. */
  static String group(JaxprScanner scanner) {
    OpaqueText taken = new OpaqueText(scanner, false);
    do {
      taken.step();
    } while (!taken.open.isEmpty());
    return taken.kept.toString();
  }

  /**
   * Takes the value of a parameter: all up to the next key or the end of the parameters. It may be
   * the user's own words, in which an apostrophe or a comparison is a sign without a partner.
   */
  static String parameterValue(JaxprScanner scanner) {
    OpaqueText taken = new OpaqueText(scanner, true);
    while (!taken.endsHere()) {
      taken.step();
    }
    return taken.kept.toString().strip();
  }

  private boolean endsHere() {
    if (!open.isEmpty()) {
      return false;
    }
    return scanner.atEnd() || scanner.at(']') || atNextKey();
  }

  private boolean atNextKey() {
    int start = scanner.position();
    scanner.skipWhitespace();
    String text = scanner.text();
    boolean found =
        scanner.position() > start
            && KEY.matcher(text).region(scanner.position(), text.length()).lookingAt();
    scanner.moveTo(start);
    return found;
  }

  private void step() {
    if (scanner.atEnd()) {
      throw neverClosed(open.peek());
    }
    int start = scanner.position();
    char here = scanner.text().charAt(start);
    int end = start + 1;
    if (Character.isWhitespace(here)) {
      skipBlanks();
      return;
    }
    if (here == '\'' || here == '"') {
      end = partnerEnd(start, quotedEnd(start));
    } else if (here == '<') {
      end = partnerEnd(start, angledEnd(start));
    } else {
      matchBracket(start, here);
    }
    kept.append(scanner.text(), start, end);
    scanner.moveTo(end);
  }

  // What makes a sign a lone one is that its line ends; in a longer line it could find a partner.
  private void skipBlanks() {
    boolean newLine = scanner.skipWhitespace();
    kept.append(newLine && loneSignInLine ? '\n' : ' ');
    loneSignInLine = loneSignInLine && !newLine;
  }

  private int partnerEnd(int start, int end) {
    boolean lone = end == start + 1;
    if (lone && !loneSigns) {
      throw neverClosed(start);
    }
    loneSignInLine = loneSignInLine || lone;
    return end;
  }

  private JaxprSyntaxException neverClosed(int opening) {
    return scanner.error(opening, "'%s' is never closed".formatted(scanner.text().charAt(opening)));
  }

  private void matchBracket(int at, char bracket) {
    if ("([{".indexOf(bracket) >= 0) {
      open.push(at);
      return;
    }
    if (")]}".indexOf(bracket) < 0) {
      return;
    }
    // What encloses the parameters is a square bracket.
    char opening = open.isEmpty() ? '[' : scanner.text().charAt(open.peek());
    char closing = ")]}".charAt("([{".indexOf(opening));
    if (open.isEmpty() || bracket != closing) {
      throw scanner.error(at, "expected '%s' but found '%s'".formatted(closing, bracket));
    }
    open.pop();
  }

  /** Returns the end of a quoted string, or that of the quote alone if it is an apostrophe. */
  private int quotedEnd(int start) {
    String text = scanner.text();
    char quote = text.charAt(start);
    int lineEnd = lineEnd(start);
    for (int at = start + 1; at < lineEnd; at++) {
      if (text.charAt(at) == '\\') {
        at++;
      } else if (text.charAt(at) == quote) {
        return at + 1;
      }
    }
    return start + 1;
  }

  /** Returns the end of a repr in angle brackets, or that of the sign alone if it compares. */
  private int angledEnd(int start) {
    String text = scanner.text();
    int depth = 0;
    int lineEnd = lineEnd(start);
    for (int at = start; at < lineEnd; at++) {
      char here = text.charAt(at);
      boolean arrow = here == '>' && text.charAt(at - 1) == '-';
      if (here == '<') {
        depth++;
      } else if (here == '>' && !arrow && --depth == 0) {
        return at + 1;
      }
    }
    return start + 1;
  }

  private int lineEnd(int start) {
    String text = scanner.text();
    int farthest = Math.min(text.length(), start + LONGEST_RAW_REPR);
    int end = start;
    int length = 0;
    while (end < farthest && text.charAt(end) != '\n' && length < LONGEST_REPR) {
      length += Character.isWhitespace(text.charAt(end)) ? 0 : 1;
      end++;
    }
    return end;
  }
}
