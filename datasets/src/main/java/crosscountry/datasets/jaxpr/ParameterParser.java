package crosscountry.datasets.jaxpr;

import java.util.ArrayList;
import java.util.List;

/** Reads the bracketed parameters of an equation. */
final class ParameterParser {

  private final JaxprScanner scanner;
  private final JaxprParser jaxprs;

  ParameterParser(JaxprScanner scanner, JaxprParser jaxprs) {
    this.scanner = scanner;
    this.jaxprs = jaxprs;
  }

  /** Takes all parameters, or none if no bracket stands here. */
  List<JaxprParameter> parameters() {
    List<JaxprParameter> parameters = new ArrayList<>();
    int opening = scanner.position();
    if (!scanner.accept('[')) {
      return parameters;
    }
    scanner.skipSeparators();
    while (!scanner.accept(']')) {
      if (scanner.atEnd()) {
        throw scanner.error(opening, "'[' is never closed");
      }
      parameters.add(parameter());
      scanner.skipSeparators();
    }
    return parameters;
  }

  private JaxprParameter parameter() {
    String key = scanner.name("a parameter or ']'");
    scanner.skipBlanks();
    scanner.expect('=', "after the parameter '%s'".formatted(key));
    scanner.skipBlanks();
    if (jaxprs.atJaxpr()) {
      return new JaxprParameter.Nested(key, jaxprs.jaxpr());
    }
    if (atTupleOfJaxprs()) {
      return new JaxprParameter.NestedTuple(key, tupleOfJaxprs());
    }
    return textOrReference(key);
  }

  private JaxprParameter textOrReference(String key) {
    int start = scanner.position();
    // Without the blank, the two signs would be a comparison within the value before.
    if (scanner.at('=')) {
      throw scanner.expected("the value of the parameter '%s'".formatted(key));
    }
    String value = OpaqueText.parameterValue(scanner);
    if (value.isEmpty()) {
      throw scanner.error(start, "the parameter '%s' has no value".formatted(key));
    }
    // JAX prints a jaxpr that several equations call once, and its name wherever it is called.
    if (key.endsWith("jaxpr") && JaxprScanner.isDefinitionName(value)) {
      jaxprs.refer(value, start);
      return new JaxprParameter.Shared(key, value);
    }
    return new JaxprParameter.Text(key, value);
  }

  private boolean atTupleOfJaxprs() {
    int start = scanner.position();
    boolean found = scanner.accept('(');
    if (found) {
      scanner.skipWhitespace();
      found = jaxprs.atJaxpr();
    }
    scanner.moveTo(start);
    return found;
  }

  private List<Jaxpr> tupleOfJaxprs() {
    List<Jaxpr> members = new ArrayList<>();
    scanner.expect('(', "before the jaxprs");
    scanner.skipSeparators();
    while (!scanner.accept(')')) {
      if (!jaxprs.atJaxpr()) {
        throw scanner.expected("a jaxpr or ')'");
      }
      members.add(jaxprs.jaxpr());
      scanner.skipSeparators();
    }
    return members;
  }
}
