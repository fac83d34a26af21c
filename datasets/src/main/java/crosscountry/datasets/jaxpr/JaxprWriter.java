package crosscountry.datasets.jaxpr;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a jaxpr in one canonical style, which the parser reads back. */
public final class JaxprWriter {

  private JaxprWriter() {}

  /** Returns the text of a jaxpr, one equation per line. */
  public static String write(Jaxpr jaxpr) {
    StringBuilder text = new StringBuilder();
    write(jaxpr, "", text);
    return text.append('\n').toString();
  }

  private static void write(Jaxpr jaxpr, String indent, StringBuilder text) {
    text.append("{ lambda ").append(joined(jaxpr.constants()));
    text.append("; ").append(joined(jaxpr.inputs())).append(". let\n");
    for (JaxprEquation equation : jaxpr.equations()) {
      text.append(indent).append("    ");
      if (!equation.results().isEmpty()) {
        text.append(joined(equation.results())).append(' ');
      }
      text.append("= ").append(equation.primitive());
      if (!equation.parameters().isEmpty()) {
        writeParameters(equation.parameters(), indent + "      ", text);
      }
      equation.operands().forEach(operand -> text.append(' ').append(operand));
      text.append(";\n");
    }
    String outputs =
        jaxpr.outputs().stream().map(String::valueOf).collect(Collectors.joining(", "));
    text.append(indent).append("  in (").append(outputs).append(") }");
  }

  private static void writeParameters(
      Map<String, JaxprParameter> parameters, String indent, StringBuilder text) {
    text.append("[\n");
    parameters.forEach(
        (name, value) -> {
          text.append(indent).append(name).append('=');
          if (value instanceof JaxprParameter.Nested nested) {
            write(nested.jaxpr(), indent, text);
          } else if (value instanceof JaxprParameter.Text plain) {
            text.append(plain.text());
          }
          text.append('\n');
        });
    text.append(indent).append(']');
  }

  private static String joined(List<JaxprBinder> binders) {
    return binders.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }
}
