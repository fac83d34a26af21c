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

  private static final Pattern NEXT_KEY = Pattern.compile("\\s++[\\p{L}_][\\p{L}\\p{N}_]*+=(?!=)");

  /**
   * Longer strings and reprs are read as plain text, so that no text is searched to its end often.
   */
  private static final int LONGEST_REPR = 2_000;

  private final JaxprScanner scanner;
  private final Deque<Integer> open = new ArrayDeque<>();
  private final StringBuilder kept = new StringBuilder();

  private OpaqueText(JaxprScanner scanner) {
    this.scanner = scanner;
  }

  /** Takes one bracketed group. */
  static String group(JaxprScanner scanner) {
    OpaqueText taken = new OpaqueText(scanner);
    do {
      taken.step();
    } while (!taken.open.isEmpty());
    return taken.kept.toString();
  }

  /** Takes the value of a parameter: all up to the next key or the end of the parameters. */
  static String parameterValue(JaxprScanner scanner) {
    OpaqueText taken = new OpaqueText(scanner);
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
    String text = scanner.text();
    return Character.isWhitespace(text.charAt(scanner.position()))
        && NEXT_KEY.matcher(text).region(scanner.position(), text.length()).lookingAt();
  }

  private void step() {
    if (scanner.atEnd()) {
      int opening = open.peek();
      throw scanner.error(
          opening, "'%s' is never closed".formatted(scanner.text().charAt(opening)));
    }
    int start = scanner.position();
    char here = scanner.text().charAt(start);
    int end = start + 1;
    if (Character.isWhitespace(here)) {
      skipBlanks();
      return;
    }
    if (here == '\'' || here == '"') {
      end = quotedEnd(start);
    } else if (here == '<') {
      end = angledEnd(start);
    } else {
      matchBracket(start, here);
    }
    kept.append(scanner.text(), start, end);
    scanner.moveTo(end);
  }

  private void skipBlanks() {
    while (!scanner.atEnd() && Character.isWhitespace(scanner.text().charAt(scanner.position()))) {
      scanner.moveTo(scanner.position() + 1);
    }
    kept.append(' ');
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
    int limit = Math.min(text.length(), start + LONGEST_REPR);
    int end = start;
    while (end < limit && text.charAt(end) != '\n') {
      end++;
    }
    return end;
  }
}
