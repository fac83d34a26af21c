package crosscountry.datasets.jaxpr;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Reads the equations of one jaxpr.
 *
 * <p>JAX ends an equation by a line break or a semicolon, but it also breaks long lists of operands
 * and results; and {@code in}, {@code inf} and {@code nan} are names that it gives to variables of
 * long traces. So what a word means is decided by what follows it.
 */
final class EquationParser {

  private final JaxprScanner scanner;
  private final VariableParser variables;
  private final ParameterParser parameters;

  EquationParser(JaxprScanner scanner, VariableParser variables, ParameterParser parameters) {
    this.scanner = scanner;
    this.variables = variables;
    this.parameters = parameters;
  }

  /** Takes all equations up to the word {@code in}. */
  List<JaxprEquation> equations() {
    List<JaxprEquation> equations = new ArrayList<>();
    skipEnds();
    while (!atOutputs()) {
      equations.add(equation());
      skipEnds();
    }
    return equations;
  }

  private void skipEnds() {
    scanner.skipBlanks();
    while (scanner.accept(';')) {
      scanner.skipBlanks();
    }
  }

  private JaxprEquation equation() {
    if (!scanner.atName()) {
      throw scanner.expected("an equation or 'in'");
    }
    int line = scanner.line(scanner.position());
    List<VariableParser.Binder> results = List.of();
    if (!atPrimitiveWithParameters()) {
      results = variables.results();
      scanner.expect('=', "after the results");
      scanner.skipBlanks();
    }
    String primitive = scanner.primitive();
    List<JaxprParameter> given = parameters.parameters();
    List<JaxprAtom> operands = operands();
    // Only now, so that an equation can't read what it defines.
    return new JaxprEquation(line, variables.bind(results), primitive, given, operands);
  }

  private List<JaxprAtom> operands() {
    List<JaxprAtom> operands = new ArrayList<>();
    boolean newLine = scanner.skipBlanks();
    while (!atEndOfOperands(newLine)) {
      operands.add(variables.atom());
      newLine = scanner.skipBlanks();
    }
    return operands;
  }

  private boolean atEndOfOperands(boolean newLine) {
    return scanner.atEnd()
        || scanner.at(';')
        || scanner.at('}')
        || atOutputs()
        || (scanner.atName() && atEquation(newLine));
  }

  private boolean atOutputs() {
    return ahead(
        () -> {
          boolean in = scanner.atName() && scanner.name("'in'").equals("in");
          scanner.skipBlanks();
          return in && (scanner.at('(') || scanner.at('['));
        });
  }

  private boolean atEquation(boolean newLine) {
    return atPrimitiveWithParameters() || ahead(() -> resultsFollow(newLine));
  }

  // An equation without results begins with its primitive.
  private boolean atPrimitiveWithParameters() {
    return ahead(
        () -> {
          scanner.primitive();
          return scanner.at('[');
        });
  }

  private boolean resultsFollow(boolean newLine) {
    String first = scanner.name("a result");
    if (scanner.at(':')) {
      return !NumberText.WORDS.contains(first) || (newLine && resultsFollowNumberWord());
    }
    // Without a type, only the first word of a line can be a result.
    return newLine && equalsSignFollowsNames();
  }

  /**
   * Tells whether a typed word such as {@code inf} is a result: if the line goes on with the equals
   * sign or with another result. Among operands, only numbers have types.
   */
  private boolean resultsFollowNumberWord() {
    while (scanner.at(':')) {
      variables.skipType();
      boolean newLine = scanner.skipBlanks();
      if (newLine || !scanner.atName()) {
        return scanner.at('=');
      }
      String next = scanner.name("a result");
      boolean result = scanner.at(':') && !NumberText.WORDS.contains(next);
      if (result || next.equals(JaxprAtom.Variable.DROPPED)) {
        return true;
      }
    }
    return false;
  }

  private boolean equalsSignFollowsNames() {
    boolean newLine = scanner.skipBlanks();
    while (!newLine && scanner.atName()) {
      scanner.name("a result");
      if (scanner.at(':')) {
        return true;
      }
      newLine = scanner.skipBlanks();
    }
    return !newLine && scanner.at('=');
  }

  private boolean ahead(BooleanSupplier question) {
    int start = scanner.position();
    boolean answer = question.getAsBoolean();
    scanner.moveTo(start);
    return answer;
  }
}
