package crosscountry.environment.linearization;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Functions of scalars have scalar graphs, which are the faster ones. */
final class ScalarProgramsTest {

  @ParameterizedTest
  @EnumSource(names = {"PRINCIPLE", "ALPHAGRAD"})
  void anOutputThatIsReadDoesNotMakeTheGraphATensors(CostModel model) {
    Program program =
        new Program(
            "small",
            1,
            List.of(
                new Equation("sin", List.of(new Operand.Input(0)), Map.of()),
                new Equation("exp", List.of(new Operand.Result(1)), Map.of())),
            List.of(new Operand.Result(1), new Operand.Result(2)));

    assertThat(model.linearize(program).isScalar()).isTrue();
  }
}
