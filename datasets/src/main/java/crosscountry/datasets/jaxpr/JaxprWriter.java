package crosscountry.datasets.jaxpr;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes jaxprs in one canonical style, close to that of recent JAX: every equation on a line of
 * its own, however long. Reading back what is written gives what was written.
 */
public final class JaxprWriter {

  private static final Pattern PAIRED = Pattern.compile("['\"<]");

  private final StringBuilder text = new StringBuilder();

  private JaxprWriter() {}

  /** Returns the text of a whole listing. */
  public static String write(JaxprListing listing) {
    JaxprWriter writer = new JaxprWriter();
    for (JaxprListing.Definition definition : listing.definitions()) {
      writer.text.append("let ").append(definition.name()).append(" = ");
      writer.append(definition.jaxpr(), "");
      writer.text.append(" in\n");
    }
    writer.append(listing.main(), "");
    return writer.text.append('\n').toString();
  }

  private void append(Jaxpr jaxpr, String indent) {
    text.append("{ lambda ").append(bound(jaxpr.constants())).append("; ");
    text.append(bound(jaxpr.inputs())).append(". let\n");
    for (JaxprEquation equation : jaxpr.equations()) {
      text.append(indent).append("    ");
      append(equation, indent + "      ");
      text.append('\n');
    }
    text.append(indent).append("  in (");
    text.append(jaxpr.outputs().stream().map(JaxprWriter::read).collect(Collectors.joining(", ")));
    // As in Python, a comma tells a tuple of one from a mere bracket.
    text.append(jaxpr.outputs().size() == 1 ? ",) }" : ") }");
  }

  private void append(JaxprEquation equation, String indent) {
    if (!equation.results().isEmpty()) {
      text.append(bound(equation.results())).append(" = ");
    }
    text.append(equation.primitive());
    // An equation without results is known by its bracket.
    if (!equation.parameters().isEmpty() || equation.results().isEmpty()) {
      append(equation.parameters(), indent);
    }
    equation.operands().forEach(operand -> text.append(' ').append(read(operand)));
  }

  private void append(List<JaxprParameter> parameters, String indent) {
    boolean oneLine = parameters.stream().noneMatch(JaxprWriter::needsOwnLine);
    String separator = oneLine ? " " : "\n" + indent;
    text.append(oneLine ? "[" : "[" + separator);
    for (int index = 0; index < parameters.size(); index++) {
      text.append(index == 0 ? "" : separator);
      append(parameters.get(index), indent);
    }
    text.append(oneLine ? "]" : "\n" + indent.substring(2) + "]");
  }

  private void append(JaxprParameter parameter, String indent) {
    text.append(parameter.name()).append('=');
    if (parameter instanceof JaxprParameter.Text plain) {
      text.append(plain.text());
    } else if (parameter instanceof JaxprParameter.Shared shared) {
      text.append(shared.definition());
    } else if (parameter instanceof JaxprParameter.Nested nested) {
      append(nested.jaxpr(), indent);
    } else if (parameter instanceof JaxprParameter.NestedTuple tuple) {
      text.append('(');
      for (Jaxpr jaxpr : tuple.jaxprs()) {
        text.append('\n').append(indent).append("  ");
        append(jaxpr, indent + "  ");
      }
      text.append('\n').append(indent).append(')');
    }
  }

  // A quote or angle bracket may be a lone one, and must not find a partner behind the value.
  private static boolean needsOwnLine(JaxprParameter parameter) {
    if (parameter instanceof JaxprParameter.Text plain) {
      return PAIRED.matcher(plain.text()).find();
    }
    if (parameter instanceof JaxprParameter.Shared shared) {
      return PAIRED.matcher(shared.definition()).find();
    }
    return true;
  }

  private static String bound(List<JaxprAtom.Variable> variables) {
    return variables.stream()
        .map(variable -> variable.name() + type(variable))
        .collect(Collectors.joining(" "));
  }

  private static String read(JaxprAtom atom) {
    return atom instanceof JaxprAtom.Literal literal
        ? literal.text() + type(literal)
        : ((JaxprAtom.Variable) atom).name();
  }

  private static String type(JaxprAtom atom) {
    return atom.type().map(type -> ":" + type).orElse("");
  }
}
