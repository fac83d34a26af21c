package crosscountry.environment.straightline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes Jacobian code as a Python module with one function for users, {@code jacobian(x0, x1,
 * ...)}, of scalars of {@code jax.numpy}. It returns the outputs as a tuple and the Jacobian as a
 * tuple of rows, and works under {@code jax.jit} and {@code jax.vmap}. It computes in the type of
 * its arguments.
 */
public final class JaxSource {

  private static final String HELPERS =
      """
      def _truth(statement):
          return jnp.where(statement, 1.0, 0.0)


      def _bits(x):
          return jnp.asarray(x).astype(int)


      def _real(bits):
          return bits.astype(float)


      def _share_of_greater(a, b):
          return jnp.where(a > b, 1.0, jnp.where(a == b, 0.5, 0.0))


      def _power_slope(base, exponent, power):
          return jnp.where(exponent == 0.0, 0.0, exponent * jnp.power(base, exponent - 1.0))


      def _power_growth(power, logarithm):
          vanishes = (power == 0.0) & (logarithm == -jnp.inf)
          return jnp.where(vanishes, 0.0, power * logarithm)
      """;

  private final JacobianCode code;
  private final Naming naming;
  private final StringBuilder text = new StringBuilder();

  private JaxSource(JacobianCode code) {
    this.code = code;
    this.naming = Naming.of(code);
  }

  /** Returns the source of a module. */
  public static String of(JacobianCode code, CodeOrigin origin) {
    return new JaxSource(code).source(origin);
  }

  private String source(CodeOrigin origin) {
    line("# " + String.join("\n# ", origin.lines(code)));
    line("");
    line("import jax");
    line("import jax.numpy as jnp");
    line("");
    line("");
    helpers();
    line("def jacobian(%s):".formatted(list(code.inputs(), input -> "x" + input)));
    line(
        "    \"\"\"Returns the %d outputs and the rows of the Jacobian.\"\"\""
            .formatted(code.outputs()));
    for (int number = 0; number < code.terms().size(); number++) {
      if (code.terms().get(number) instanceof Term.Call && naming.isNamed(number)) {
        String value = naming.definition(number, Notation.PYTHON).text();
        line("    %s = %s".formatted(naming.name(number), value));
      }
    }
    line("    outputs = %s".formatted(tuple(code.outputs(), row -> operand(code.output(row)))));
    line("    rows = (");
    for (int row = 0; row < code.outputs(); row++) {
      int of = row;
      line(
          "        %s,".formatted(tuple(code.inputs(), column -> operand(code.entry(of, column)))));
    }
    line("    )");
    line("    return outputs, rows");
    return text.toString();
  }

  private void helpers() {
    List<String> used = new ArrayList<>();
    for (Term term : code.terms()) {
      if (term instanceof Term.Call call) {
        used.add(call.operation().python());
      }
    }
    for (String helper : HELPERS.split("\n\n\n", -1)) {
      String name = helper.substring("def ".length(), helper.indexOf('('));
      if (used.stream().anyMatch(template -> template.contains(name + "("))) {
        line(helper.strip());
        line("");
        line("");
      }
    }
  }

  private String operand(int term) {
    return naming.operand(term, Notation.PYTHON).text();
  }

  private static String tuple(int length, IntFunction<String> element) {
    return length == 1 ? "(" + element.apply(0) + ",)" : "(" + list(length, element) + ")";
  }

  private static String list(int length, IntFunction<String> element) {
    return IntStream.range(0, length).mapToObj(element).collect(Collectors.joining(", "));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
