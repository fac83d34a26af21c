package crosscountry.datasets.jaxpr;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * Takes the text of a parameter's value: up to the bracket that closes the parameters, or to the
 * next parameter. Brackets and quotes inside belong to the value.
 */
final class ParameterText {

  private final JaxprScanner scanner;
  private final Pattern nextParameter;
  private final Deque<Character> open = new ArrayDeque<>();

  ParameterText(JaxprScanner scanner, Pattern nextParameter) {
    this.scanner = scanner;
    this.nextParameter = nextParameter;
  }

  String take() {
    int start = scanner.position();
    while (!ends()) {
      if (scanner.atEnd()) {
        throw scanner.fault(start, "the value of this parameter does not end");
      }
      step(scanner.current());
      scanner.moveTo(scanner.position() + 1);
    }
    String value = scanner.between(start, scanner.position()).strip();
    if (value.isEmpty()) {
      throw scanner.expected("the value of a parameter");
    }
    return value;
  }

  private boolean ends() {
    return open.isEmpty() && (scanner.current() == ']' || scanner.matches(nextParameter));
  }

  private void step(char character) {
    switch (character) {
      case '(', '[', '{' -> open.push(character);
      case ')', ']', '}' -> close(character);
      case '\'', '"' -> skipQuoted(character);
      default -> {}
    }
  }

  private void close(char character) {
    char opener = character == ')' ? '(' : character == ']' ? '[' : '{';
    if (open.isEmpty() || open.pop() != opener) {
      throw scanner.fault(scanner.position(), "'%s' closes what is not open".formatted(character));
    }
  }

  private void skipQuoted(char quote) {
    int start = scanner.position();
    int end = start + 1;
    while (scanner.charAt(end) != quote) {
      end += scanner.charAt(end) == '\\' ? 2 : 1;
      if (scanner.charAt(end) == '\0') {
        throw scanner.fault(start, "the quoted text that begins here does not end");
      }
    }
    scanner.moveTo(end);
  }
}
