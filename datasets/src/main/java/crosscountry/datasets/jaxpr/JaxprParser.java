package crosscountry.datasets.jaxpr;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the text of a traced function, in the styles of JAX from 2020 on.
 *
 * <pre>
 * { lambda ; a:f32[] b:f32[]. let
 *     c:f32[] = mul a b
 *     d:f32[] = integer_pow[y=2] c
 *   in (d,) }
 * </pre>
 *
 * <p>Names may be separated by blanks or commas, types may be missing, parameters may hold
 * functions of their own and run over several lines. By recursive descent; whatever the text,
 * nothing but a {@link JaxprSyntaxException} is thrown.
 */
public final class JaxprParser {

  private static final int DEEPEST_NESTING = 64;

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*+");
  private static final Pattern PRIMITIVE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.\\-]*+");
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:\\d++\\.?\\d*+|\\.\\d++)(?:[eE][+-]?\\d++)?+|-(?:inf|nan)\\b");
  private static final Pattern NAMED_NUMBER = Pattern.compile("(?:inf|nan|True|False)\\b");
  private static final Pattern DTYPE = Pattern.compile("~?[A-Za-z][A-Za-z0-9_<>]*+");
  private static final Pattern AXIS = Pattern.compile("\\d{1,9}+");
  private static final Pattern SHARDING = Pattern.compile("@[A-Za-z_0-9]++");
  private static final Pattern BINDER_AHEAD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*+\\s*+:");
  private static final Pattern UNTYPED_EQUATION_AHEAD =
      Pattern.compile("[A-Za-z_]\\w*+(?:[ ,]++[A-Za-z_]\\w*+)*+ *+=");
  private static final Pattern OUTPUTS_AHEAD = Pattern.compile("in\\s*+[(\\[]");
  private static final Pattern LAMBDA_AHEAD = Pattern.compile("\\{\\s*+lambda\\b");
  private static final Pattern PARAMETER_AHEAD =
      Pattern.compile("\\s++[A-Za-z_][A-Za-z0-9_]*+=(?!=)");

  private final JaxprScanner scanner;
  private final int depth;
  private final Set<String> bound = new HashSet<>();

  private JaxprParser(JaxprScanner scanner, int depth) {
    this.scanner = scanner;
    this.depth = depth;
  }

  /**
   * Reads a jaxpr.
   *
   * @param source what errors call the text, for example the name of its file
   * @param text the whole text
   * @throws JaxprSyntaxException if the text is no jaxpr
   */
  public static Jaxpr parse(String source, String text) {
    JaxprScanner scanner = new JaxprScanner(source, text);
    Jaxpr jaxpr = new JaxprParser(scanner, 0).jaxpr();
    scanner.skipBlanks();
    if (!scanner.atEnd()) {
      throw scanner.expected("the end of the text");
    }
    return jaxpr;
  }

  private Jaxpr jaxpr() {
    if (depth > DEEPEST_NESTING) {
      throw scanner.fault(
          scanner.position(),
          "functions are nested deeper than %d levels".formatted(DEEPEST_NESTING));
    }
    scanner.require("{");
    scanner.require("lambda");
    List<JaxprBinder> constants = binders(";");
    List<JaxprBinder> inputs = binders(".");
    scanner.require("let");
    List<JaxprEquation> equations = new ArrayList<>();
    scanner.skipBlanks();
    while (!scanner.matches(OUTPUTS_AHEAD)) {
      equations.add(equation());
      scanner.skipBlanks();
    }
    scanner.require("in");
    List<JaxprAtom> outputs = outputs();
    scanner.require("}");
    return new Jaxpr(constants, inputs, equations, outputs);
  }

  /** Reads names up to and with a terminator. */
  private List<JaxprBinder> binders(String terminator) {
    List<JaxprBinder> binders = new ArrayList<>();
    while (true) {
      skipSeparators();
      if (scanner.takeIf(terminator)) {
        return binders;
      }
      binders.add(binder("a variable or '" + terminator + "'"));
    }
  }

  private JaxprBinder binder(String expectation) {
    int start = scanner.position();
    String name = scanner.take(NAME, expectation);
    JaxprBinder binder = new JaxprBinder(name, optionalType());
    if (!binder.isDropped() && !bound.add(name)) {
      throw scanner.fault(start, "the variable %s is bound a second time".formatted(name));
    }
    return binder;
  }

  private Optional<ArrayType> optionalType() {
    scanner.skipBlanks();
    if (!scanner.takeIf(":")) {
      return Optional.empty();
    }
    scanner.skipBlanks();
    String dtype = scanner.take(DTYPE, "a type such as f32[]");
    boolean weak = dtype.startsWith("~");
    scanner.require("[");
    List<Integer> shape = new ArrayList<>();
    skipSeparators();
    while (!scanner.takeIf("]")) {
      shape.add(Integer.valueOf(scanner.take(AXIS, "the length of an axis or ']'")));
      if (scanner.matches(SHARDING)) {
        scanner.take(SHARDING, "a mesh axis");
      }
      skipSeparators();
    }
    boolean marked = scanner.takeIf("{weak_type=True}") || scanner.takeIf("*");
    return Optional.of(new ArrayType(weak ? dtype.substring(1) : dtype, shape, weak || marked));
  }

  private JaxprEquation equation() {
    int line = scanner.line(scanner.position());
    // Results are bound only behind the equation, which cannot read them.
    List<Integer> starts = new ArrayList<>();
    List<JaxprBinder> results = new ArrayList<>();
    while (!scanner.takeIf("=")) {
      starts.add(scanner.position());
      results.add(result(results));
      skipSeparators();
    }
    scanner.skipBlanks();
    String primitive = scanner.take(PRIMITIVE, "the name of a primitive");
    scanner.skipBlanks();
    Map<String, JaxprParameter> parameters =
        scanner.takeIf("[") ? parameters() : new LinkedHashMap<>();
    List<JaxprAtom> operands = operands();
    for (int index = 0; index < results.size(); index++) {
      JaxprBinder result = results.get(index);
      if (!result.isDropped() && !bound.add(result.name())) {
        throw scanner.fault(
            starts.get(index), "the variable %s is bound a second time".formatted(result.name()));
      }
    }
    return new JaxprEquation(line, results, primitive, parameters, operands);
  }

  private JaxprBinder result(List<JaxprBinder> earlier) {
    int start = scanner.position();
    String name = scanner.take(NAME, "a result, '=' or 'in ('");
    Optional<ArrayType> type = optionalType();
    if (type.isEmpty() && earlier.stream().anyMatch(result -> result.type().isPresent())) {
      // Prints have types everywhere or nowhere: this is no result, an equals sign is missing.
      scanner.moveTo(start);
      throw scanner.expected("'='");
    }
    return new JaxprBinder(name, type);
  }

  private List<JaxprAtom> operands() {
    List<JaxprAtom> operands = new ArrayList<>();
    boolean newLine = skipSeparators();
    while (!endsEquation(newLine)) {
      operands.add(atom("an operand"));
      newLine = skipSeparators();
    }
    scanner.takeIf(";");
    return operands;
  }

  /** An equation has no end of its own: what follows it tells. */
  private boolean endsEquation(boolean newLine) {
    return scanner.atEnd()
        || scanner.current() == ';'
        || scanner.current() == '}'
        || scanner.current() == '='
        || scanner.matches(OUTPUTS_AHEAD)
        || (scanner.matches(BINDER_AHEAD) && !scanner.matches(NAMED_NUMBER))
        || (newLine && scanner.matches(UNTYPED_EQUATION_AHEAD));
  }

  private JaxprAtom atom(String expectation) {
    int start = scanner.position();
    if (scanner.matches(NUMBER)) {
      String number = scanner.take(NUMBER, expectation);
      return new JaxprAtom.Literal(number, optionalType());
    }
    String name = scanner.take(NAME, expectation);
    if (bound.contains(name)) {
      return new JaxprAtom.Variable(name);
    }
    scanner.moveTo(start);
    if (!scanner.matches(NAMED_NUMBER)) {
      throw scanner.fault(start, "the variable %s is not bound before it is read".formatted(name));
    }
    scanner.take(NAMED_NUMBER, expectation);
    return new JaxprAtom.Literal(name, optionalType());
  }

  private List<JaxprAtom> outputs() {
    scanner.skipBlanks();
    String close = scanner.takeIf("[") ? "]" : ")";
    if (close.equals(")")) {
      scanner.require("(");
    }
    List<JaxprAtom> outputs = new ArrayList<>();
    skipSeparators();
    while (!scanner.takeIf(close)) {
      outputs.add(atom("an output or '" + close + "'"));
      skipSeparators();
    }
    return outputs;
  }

  private Map<String, JaxprParameter> parameters() {
    Map<String, JaxprParameter> parameters = new LinkedHashMap<>();
    skipSeparators();
    while (!scanner.takeIf("]")) {
      int start = scanner.position();
      String name = scanner.take(NAME, "the name of a parameter or ']'");
      scanner.require("=");
      scanner.skipBlanks();
      if (parameters.put(name, parameter()) != null) {
        throw scanner.fault(start, "the parameter %s is given a second time".formatted(name));
      }
      skipSeparators();
    }
    return parameters;
  }

  private JaxprParameter parameter() {
    if (scanner.matches(LAMBDA_AHEAD)) {
      return new JaxprParameter.Nested(new JaxprParser(scanner, depth + 1).jaxpr());
    }
    return new JaxprParameter.Text(new ParameterText(scanner, PARAMETER_AHEAD).take());
  }

  /** Skips blanks and commas; returns whether a line ended among them. */
  private boolean skipSeparators() {
    boolean newLine = scanner.skipBlanks();
    while (scanner.takeIf(",")) {
      newLine |= scanner.skipBlanks();
    }
    return newLine;
  }
}
