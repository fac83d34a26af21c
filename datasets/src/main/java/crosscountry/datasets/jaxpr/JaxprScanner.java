package crosscountry.datasets.jaxpr;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Walks through a text word by word and knows where it is. */
final class JaxprScanner {

  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*+");
  private static final Pattern PRIMITIVE =
      Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*+(?:[-.][\\p{L}\\p{N}_]++)*+");
  private static final Pattern DEFINITION = Pattern.compile("[^\\s={}\\[\\](),;#]++");
  private static final Pattern DIGITS = Pattern.compile("\\d++");
  private static final int LONGEST_EXCERPT = 20;

  private final String source;
  private final String text;
  private final int[] lineStarts;
  private final Matcher matcher;
  private int position;

  JaxprScanner(String source, String text) {
    this.source = source;
    this.text = text;
    this.lineStarts = lineStarts(text);
    this.matcher = NAME.matcher(text);
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[(int) text.chars().filter(character -> character == '\n').count() + 1];
    int line = 0;
    for (int offset = 0; offset < text.length(); offset++) {
      if (text.charAt(offset) == '\n') {
        starts[++line] = offset + 1;
      }
    }
    return starts;
  }

  String text() {
    return text;
  }

  int position() {
    return position;
  }

  void moveTo(int newPosition) {
    position = newPosition;
  }

  /** Returns the 1-based line of a position. */
  int line(int at) {
    int found = Arrays.binarySearch(lineStarts, at);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** Describes a problem at a position. */
  JaxprSyntaxException error(int at, String problem) {
    int line = line(at);
    int column = text.codePointCount(lineStarts[line - 1], at) + 1;
    return new JaxprSyntaxException(source, line, column, problem);
  }

  /** Describes a problem at the current position: something else is here. */
  JaxprSyntaxException expected(String what) {
    return error(position, "expected %s but found %s".formatted(what, excerpt()));
  }

  boolean atEnd() {
    return position == text.length();
  }

  boolean at(char character) {
    return !atEnd() && text.charAt(position) == character;
  }

  /** Tells whether a name begins here. */
  boolean atName() {
    return matches(NAME);
  }

  /** Skips blanks and comments, and tells whether that led to another line. */
  boolean skipBlanks() {
    boolean newLine = false;
    while (!atEnd()) {
      char here = text.charAt(position);
      if (here == '#') {
        int lineEnd = text.indexOf('\n', position);
        position = lineEnd < 0 ? text.length() : lineEnd;
      } else if (Character.isWhitespace(here)) {
        newLine |= here == '\n';
        position++;
      } else {
        return newLine;
      }
    }
    return newLine;
  }

  /** Skips blanks but no comment, and tells whether that led to another line. */
  boolean skipWhitespace() {
    int start = position;
    while (!atEnd() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
    return line(position) > line(start);
  }

  /** Skips blanks and the commas of some styles, and tells whether that led to another line. */
  boolean skipSeparators() {
    boolean newLine = skipBlanks();
    while (accept(',')) {
      newLine |= skipBlanks();
    }
    return newLine;
  }

  boolean accept(char character) {
    if (at(character)) {
      position++;
      return true;
    }
    return false;
  }

  void expect(char character, String purpose) {
    if (!accept(character)) {
      throw expected("'%s' %s".formatted(character, purpose));
    }
  }

  void expectWord(String word) {
    int start = position;
    if (!atName() || !name(word).equals(word)) {
      position = start;
      throw expected("'" + word + "'");
    }
  }

  String name(String what) {
    return word(NAME, what);
  }

  String primitive() {
    return word(PRIMITIVE, "a primitive");
  }

  static boolean isDefinitionName(String value) {
    return !value.equals("None") && DEFINITION.matcher(value).matches();
  }

  /** Takes the name of a shared jaxpr, which is that of a Python function. */
  String definitionName() {
    return word(DEFINITION, "the name of a jaxpr");
  }

  String digits() {
    return word(DIGITS, "the size of a dimension");
  }

  /** Takes a number, or returns nothing and stays where it is. */
  boolean acceptNumber() {
    if (!matches(NumberText.NUMBER)) {
      return false;
    }
    int end = matcher.end();
    if (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
      return false;
    }
    position = end;
    return true;
  }

  private String word(Pattern pattern, String what) {
    if (!matches(pattern)) {
      throw expected(what);
    }
    position = matcher.end();
    return matcher.group();
  }

  private boolean matches(Pattern pattern) {
    return matcher.usePattern(pattern).region(position, text.length()).lookingAt();
  }

  private String excerpt() {
    if (atEnd()) {
      return "the end of the text";
    }
    int end = matches(PRIMITIVE) ? matcher.end() : text.offsetByCodePoints(position, 1);
    int longest =
        text.offsetByCodePoints(
            position, Math.min(LONGEST_EXCERPT, text.codePointCount(position, end)));
    return "'" + text.substring(position, longest) + "'";
  }
}
