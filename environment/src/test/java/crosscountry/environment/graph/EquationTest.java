package crosscountry.environment.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EquationTest {

  private static Equation equation(String primitive, String parameter, String text) {
    return new Equation(primitive, List.of(new Operand.Input(0)), Map.of(parameter, text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(0, 2)", "[0,2]", "(0, 2,)", "( 0, np.int64(2) )", "[\n 0, 2 ]"})
  void aListOfNumbersIsReadHoweverItIsPrinted(String text) {
    assertThat(equation("reduce_sum", "axes", text).numbers("axes")).containsExactly(List.of(0, 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(([1], [0]), ([], []))", "(((1,), (0,)), ((), ()))", "[[[1],[0]],[[],[]]]"})
  void listsOfListsAreReadInTheOrderOfTheText(String text) {
    assertThat(equation("dot_general", "dimension_numbers", text).numbers("dimension_numbers"))
        .containsExactly(List.of(1), List.of(0), List.of(), List.of());
  }

  @Test
  void aNumberThatIsNoListGivesNoList() {
    assertThat(equation("integer_pow", "y", "3").numbers("y")).isEmpty();
  }

  @Test
  void aMissingParameterIsNamed() {
    assertThatThrownBy(() -> equation("transpose", "axes", "(1, 0)").numbers("permutation"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("transpose lacks the parameter permutation");
  }

  @Test
  void derivativesDoNotFlowAlongIndices() {
    List<Operand> operands = List.of(new Operand.Input(0), new Operand.Input(1));

    assertThat(new Equation("dynamic_slice", operands, Map.of()).differentiableOperands())
        .containsExactly(new Operand.Input(0));
    assertThat(new Equation("dynamic_update_slice", operands, Map.of()).differentiableOperands())
        .isEqualTo(operands);
    assertThat(new Equation("stop_gradient", operands, Map.of()).differentiableOperands())
        .isEmpty();
  }
}
