package crosscountry.environment.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgramTest {

  private static final Operand X = new Operand.Input(0);

  private static Equation equation(String primitive, Operand... operands) {
    return new Equation(primitive, List.of(operands), Map.of());
  }

  private static Program program(Equation equation, Operand output) {
    return new Program("f", 1, List.of(equation), List.of(output));
  }

  @Test
  void operandsMustExistWhereTheyAreRead() {
    Operand own = new Operand.Result(1);
    assertThatThrownBy(() -> program(equation("neg", own), own))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("equation 1 reads Result[equation=1] before it exists");
    assertThatThrownBy(() -> program(equation("neg", new Operand.Input(1)), own))
        .hasMessage("equation 1 reads Input[position=1] before it exists");
    assertThatThrownBy(() -> program(equation("neg", new Operand.Input(-1)), own))
        .hasMessage("equation 1 reads Input[position=-1] before it exists");
    assertThatThrownBy(() -> program(equation("neg", new Operand.Result(0)), own))
        .hasMessage("equation 1 reads Result[equation=0] before it exists");
    assertThatThrownBy(() -> program(equation("neg", X), new Operand.Result(2)))
        .hasMessage("the list of outputs reads Result[equation=2] before it exists");
  }

  @Test
  void collectionsAreCopied() {
    List<Operand> operands = new ArrayList<>(List.of(X));
    Map<String, String> parameters = new HashMap<>(Map.of("y", "2"));
    List<Equation> equations =
        new ArrayList<>(List.of(new Equation("integer_pow", operands, parameters)));
    List<Operand> outputs = new ArrayList<>(List.of(new Operand.Result(1)));
    Program program = new Program("f", 1, equations, outputs);
    operands.clear();
    parameters.clear();
    equations.clear();
    outputs.clear();

    assertThat(program.outputs()).containsExactly(new Operand.Result(1));
    assertThat(program.equations())
        .containsExactly(new Equation("integer_pow", List.of(X), Map.of("y", "2")));
  }
}
