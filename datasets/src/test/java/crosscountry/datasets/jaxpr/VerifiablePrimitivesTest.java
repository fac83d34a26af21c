package crosscountry.datasets.jaxpr;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.accumulation.OrderVerifier;
import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import crosscountry.environment.linearization.CostModel;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which functions of scalars translate, and are counted, but have no orders that are proved. */
class VerifiablePrimitivesTest {

  private static final Map<String, Map<String, String>> PARAMETERS =
      Map.of(
          "integer_pow", Map.of("y", "3"),
          "convert_element_type", Map.of("new_dtype", "float32"));

  @Test
  void thesePrimitivesOfScalarsAreCountedButNotVerified() {
    assertThat(ScalarPrimitives.names().stream().sorted().filter(name -> hasObstacle(name)))
        .containsExactly(
            "bessel_i0e",
            "bessel_i1e",
            "bitcast_convert_type",
            "clz",
            "digamma",
            "eq_to",
            "erf_inv",
            "igamma",
            "igamma_grad_a",
            "igammac",
            "le_to",
            "lgamma",
            "lt_to",
            "nextafter",
            "polygamma",
            "population_count",
            "random_gamma_grad",
            "regularized_incomplete_beta",
            "select",
            "shift_left",
            "shift_right_arithmetic",
            "shift_right_logical",
            "tie_in",
            "zeta");
  }

  private static boolean hasObstacle(String primitive) {
    int count =
        IntStream.rangeClosed(1, 3)
            .filter(operands -> ScalarPrimitives.takes(primitive, operands))
            .max()
            .orElseThrow();
    List<Operand> operands =
        IntStream.range(0, count).<Operand>mapToObj(Operand.Input::new).toList();
    Equation equation =
        new Equation(primitive, operands, PARAMETERS.getOrDefault(primitive, Map.of()));
    Program program = new Program("f", count, List.of(equation), List.of(new Operand.Result(1)));
    return new OrderVerifier(program, CostModel.PRINCIPLE, 1).obstacle().isPresent();
  }
}
