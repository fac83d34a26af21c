package crosscountry.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code is written as it was asked for, or the reason is given. */
final class CodegenCommandTest {

  @TempDir private Path folder;

  @Test
  void theFileNamesTheClassAndTheHeadSaysWhereTheCodeComesFrom() throws IOException {
    Path file = folder.resolve("RoeFlux1d.java");

    Invocation written =
        codegen(
            "--graph",
            "RoeFlux_1d",
            "--order",
            "markowitz",
            "--language",
            "java",
            "--output",
            file.toString());

    assertThat(written.exitCode()).as(written.err()).isZero();
    assertThat(written.out()).isEmpty();
    assertThat(Files.readString(file))
        .contains("public final class RoeFlux1d {")
        .contains("Value and Jacobian of RoeFlux_1d (")
        .contains("Order: markowitz; 407 multiplications by cost model principle.");
  }

  @Test
  void theSameCommandWritesTheSame() {
    String[] command = {
      "--graph",
      "PropaneCombustion",
      "--order",
      "shortest",
      "--candidates",
      "30",
      "--language",
      "jax"
    };

    Invocation first = codegen(command);

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out()).contains("def jacobian(x0, x1, ").contains("30 candidates, seed 1");
    assertThat(codegen(command).out()).isEqualTo(first.out());
  }

  @Test
  void theBestOrderIsThatOfTheTables() {
    for (String rule : List.of("reverse", "markowitz", "forward")) {
      Invocation searched =
          Invocation.of(
              "search",
              "--graph",
              "RobotArm_6DOF",
              "--method",
              rule,
              "--run-id",
              rule,
              "--warehouse",
              folder.toString());
      assertThat(searched.exitCode()).as(searched.err()).isZero();
    }

    Invocation written =
        codegen("--graph", "RobotArm_6DOF", "--order", "best", "--language", "java");

    assertThat(written.exitCode()).as(written.err()).isZero();
    assertThat(written.out())
        .contains("public final class RobotArm6DOF {")
        .contains("Order: markowitz, run markowitz; 288 multiplications by cost model principle.");
    codegen(
            "--graph",
            "RobotArm_6DOF",
            "--order",
            "best",
            "--language",
            "java",
            "--cost-model",
            "graphax")
        .assertRefusedWith("there is no order of RobotArm_6DOF by cost model graphax in");
  }

  @Test
  void whatCannotBeWrittenIsRefused() throws IOException {
    codegen("--graph", "RoeFlux_1d", "--order", "best", "--language", "java")
        .assertRefusedWith("train or search first");
    codegen("--graph", "Encoder", "--order", "reverse", "--language", "java")
        .assertRefusedWith("Encoder computes with tensors");
    codegen("--graph", "RoeFlux_1d", "--order", "3,x", "--language", "jax")
        .assertRefusedWith("the order holds 'x', which is not an equation number");
    codegen("--graph", "RoeFlux_1d", "--order", "3,3", "--language", "jax")
        .assertRefusedWith("position 2 of the order repeats equation 3");
    codegen(
            "--graph",
            "RoeFlux_1d",
            "--order",
            "reverse",
            "--language",
            "java",
            "--class-name",
            "class")
        .assertRefusedWith("'class' is no name for the class");
    codegen(
            "--graph",
            "RoeFlux_1d",
            "--order",
            "shortest",
            "--language",
            "jax",
            "--candidates",
            "0")
        .assertRefusedWith("--candidates 0");
    Path file = folder.resolve("nowhere/A.java");
    codegen(
            "--graph",
            "RoeFlux_1d",
            "--order",
            "reverse",
            "--language",
            "java",
            "--output",
            file.toString())
        .assertRefusedWith("nowhere/A.java cannot be written");
  }

  private Invocation codegen(String... arguments) {
    List<String> command = new ArrayList<>(List.of("codegen"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--warehouse", folder.toString()));
    return Invocation.of(command.toArray(String[]::new));
  }
}
