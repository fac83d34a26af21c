package crosscountry.datasets.jaxpr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the text of a jaxpr by recursive descent. Understands the print styles of JAX from 0.2 on:
 * with and without types, on one line or many, with nested and with shared jaxprs.
 */
public final class JaxprParser {

  /** Deeper nesting than any program has; beyond it the stack of a thread could run out. */
  private static final int DEEPEST_NESTING = 200;

  private final JaxprScanner scanner;
  private final Map<String, Integer> references = new LinkedHashMap<>();
  private int depth;

  private JaxprParser(JaxprScanner scanner) {
    this.scanner = scanner;
  }

  /**
   * Reads a whole text.
   *
   * @param source what error messages call the text, usually its path
   * @param text a jaxpr as JAX prints it
   * @throws JaxprSyntaxException if the text isn't a jaxpr
   */
  public static JaxprListing parse(String source, String text) {
    return new JaxprParser(new JaxprScanner(source, text)).listing();
  }

  private JaxprListing listing() {
    Map<String, Jaxpr> definitions = definitions();
    if (!atJaxpr()) {
      throw scanner.expected("'{ lambda'");
    }
    Jaxpr main = jaxpr();
    scanner.skipBlanks();
    if (!scanner.atEnd()) {
      throw scanner.expected("the end of the text");
    }
    requireDefined(definitions.keySet());
    return new JaxprListing(
        definitions.entrySet().stream()
            .map(entry -> new JaxprListing.Definition(entry.getKey(), entry.getValue()))
            .toList(),
        main);
  }

  // A jaxpr may be referred to ahead of its definition.
  private void requireDefined(Set<String> definitions) {
    references.forEach(
        (name, position) -> {
          if (!definitions.contains(name)) {
            throw scanner.error(position, "no jaxpr named '%s' is defined".formatted(name));
          }
        });
  }

  private Map<String, Jaxpr> definitions() {
    Map<String, Jaxpr> definitions = new LinkedHashMap<>();
    scanner.skipBlanks();
    while (scanner.atName()) {
      scanner.expectWord("let");
      scanner.skipBlanks();
      int start = scanner.position();
      String name = scanner.definitionName();
      scanner.skipBlanks();
      scanner.expect('=', "after the name of a jaxpr");
      scanner.skipBlanks();
      if (definitions.put(name, jaxpr()) != null) {
        throw scanner.error(start, "the jaxpr '%s' is already defined".formatted(name));
      }
      scanner.skipBlanks();
      scanner.expectWord("in");
      scanner.skipBlanks();
    }
    return definitions;
  }

  /** Notes that a jaxpr is referred to, to be looked for when all are known. */
  void refer(String name, int position) {
    references.putIfAbsent(name, position);
  }

  /**
   * Tells whether a jaxpr begins here. A comment between its first words isn't looked behind: in
   * text that is no jaxpr, what looks like a comment would end with the line or not.
   */
  boolean atJaxpr() {
    int start = scanner.position();
    boolean found = scanner.accept('{');
    if (found) {
      scanner.skipWhitespace();
      found = scanner.atName() && scanner.name("'lambda'").equals("lambda");
    }
    scanner.moveTo(start);
    return found;
  }

  /** Takes one jaxpr. */
  Jaxpr jaxpr() {
    int start = scanner.position();
    if (++depth > DEEPEST_NESTING) {
      throw scanner.error(
          start, "jaxprs are nested more than %d deep here".formatted(DEEPEST_NESTING));
    }
    Jaxpr jaxpr = jaxprAtLine(scanner.line(start));
    depth--;
    return jaxpr;
  }

  private Jaxpr jaxprAtLine(int line) {
    scanner.expect('{', "before a jaxpr");
    scanner.skipBlanks();
    scanner.expectWord("lambda");
    VariableParser variables = new VariableParser(scanner);
    List<JaxprAtom.Variable> constants = variables.arguments();
    scanner.expect(';', "after the constants");
    List<JaxprAtom.Variable> inputs = variables.arguments();
    scanner.expect('.', "after the inputs");
    scanner.skipBlanks();
    scanner.expectWord("let");
    List<JaxprEquation> equations =
        new EquationParser(scanner, variables, new ParameterParser(scanner, this)).equations();
    scanner.expectWord("in");
    List<JaxprAtom> outputs = outputs(variables);
    scanner.skipBlanks();
    scanner.expect('}', "after the outputs");
    return new Jaxpr(line, constants, inputs, equations, outputs);
  }

  private List<JaxprAtom> outputs(VariableParser variables) {
    List<JaxprAtom> outputs = new ArrayList<>();
    scanner.skipBlanks();
    // The oldest styles return a list.
    char closing = scanner.accept('[') ? ']' : ')';
    if (closing == ')') {
      scanner.expect('(', "before the outputs");
    }
    scanner.skipSeparators();
    while (!scanner.at(closing)) {
      outputs.add(variables.atom());
      scanner.skipBlanks();
      if (!scanner.at(closing)) {
        scanner.expect(',', "or '%s' after an output".formatted(closing));
        scanner.skipBlanks();
      }
    }
    scanner.expect(closing, "after the outputs");
    return outputs;
  }
}
