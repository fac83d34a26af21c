package crosscountry.environment.graph;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over a program's canonical text: inputs, then primitive and operands of each equation,
 * then outputs.
 *
 * <p>Names, the values of constants and the static parameters of equations, such as the exponent of
 * {@code integer_pow}, are left out: none changes what an elimination order means or costs, because
 * edges are drawn from primitives and operands alone. So programs that differ in nothing else share
 * a fingerprint, and their orders. Primitives are kept, because an order counts the equations of
 * one very trace.
 */
final class ProgramFingerprint {

  private ProgramFingerprint() {}

  static String of(Program program) {
    StringBuilder text = new StringBuilder("inputs ").append(program.inputs()).append('\n');
    for (Equation equation : program.equations()) {
      text.append(equation.primitive());
      equation.operands().forEach(operand -> text.append(' ').append(token(operand)));
      text.append('\n');
    }
    text.append("outputs");
    program.outputs().forEach(output -> text.append(' ').append(token(output)));
    return HexFormat.of().formatHex(sha256(text.toString()));
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
