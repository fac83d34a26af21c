package crosscountry.environment.graph;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 over a program's canonical text: inputs, then primitive and operands of each equation,
 * then outputs.
 *
 * <p>Names, the values of constants and static parameters such as the exponent of {@code
 * integer_pow} are left out: none changes what an elimination order means or costs. So programs
 * that differ in nothing else share a fingerprint, and their orders. Primitives are kept, because
 * an order counts the equations of one very trace. Where there are tensors, shapes and the
 * parameters that say how axes meet are part of the text, too.
 */
final class ProgramFingerprint {

  /** Parameters that change which entries a Jacobian has. */
  private static final List<String> STRUCTURAL =
      List.of(
          "axes",
          "axis",
          "broadcast_dimensions",
          "dimension",
          "dimension_numbers",
          "dimensions",
          "padding_config",
          "permutation");

  private ProgramFingerprint() {}

  static String of(Program program) {
    boolean scalar = program.isScalar();
    StringBuilder text = new StringBuilder("inputs ").append(program.inputs());
    if (!scalar) {
      program.inputShapes().forEach(shape -> text.append(' ').append(shape));
    }
    text.append('\n');
    for (Equation equation : program.equations()) {
      text.append(equation.primitive());
      equation.operands().forEach(operand -> text.append(' ').append(token(operand)));
      if (!scalar) {
        text.append(' ').append(equation.shape());
        STRUCTURAL.stream()
            .filter(equation.parameters()::containsKey)
            .forEach(name -> text.append(' ').append(name).append(value(equation, name)));
      }
      text.append('\n');
    }
    text.append("outputs");
    program.outputs().forEach(output -> text.append(' ').append(token(output)));
    return HexFormat.of().formatHex(sha256(text.toString()));
  }

  /** Tracers print one list in more than one way. */
  private static String value(Equation equation, String parameter) {
    List<List<Integer>> numbers = equation.numbers(parameter);
    return numbers.isEmpty()
        ? "=" + equation.parameters().get(parameter).strip()
        : numbers.toString();
  }

  private static String token(Operand operand) {
    if (operand instanceof Operand.Input input) {
      return "i" + input.position();
    }
    return operand instanceof Operand.Result result ? "e" + result.equation() : "c";
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
