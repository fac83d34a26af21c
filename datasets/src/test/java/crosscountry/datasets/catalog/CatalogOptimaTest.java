package crosscountry.datasets.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.accumulation.OrderVerifier;
import crosscountry.environment.exact.ExhaustiveOptimum;
import crosscountry.environment.graph.Program;
import crosscountry.environment.linearization.CostModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Three built-in graphs are solved outright, since reductions leave little of them. */
class CatalogOptimaTest {

  @ParameterizedTest
  @CsvSource({"HumanHeartDipole, 148", "PropaneCombustion, 88", "RobotArm_6DOF, 221"})
  void areFoundAndProved(String name, long multiplications) {
    Program program = Catalog.builtIn().resolve(name).program();
    ExhaustiveOptimum optimum = ExhaustiveOptimum.of(CostModel.PRINCIPLE.linearize(program));

    assertThat(optimum.multiplications()).isEqualTo(multiplications);
    assertThat(
            new OrderVerifier(program, 1)
                .verify(optimum.order())
                .confirms(optimum.multiplications()))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RoeFlux_1d", "g"})
  void areOutOfReachForTheOthers(String name) {
    assertThat(
            ExhaustiveOptimum.isFeasible(
                CostModel.PRINCIPLE.linearize(Catalog.builtIn().resolve(name).program())))
        .isFalse();
  }
}
