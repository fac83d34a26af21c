package crosscountry.datasets.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.accumulation.OrderVerification;
import crosscountry.environment.accumulation.OrderVerifier;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Program;
import crosscountry.environment.linearization.CostModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any order of a built-in graph gives its Jacobian, for the products that the engine counts. */
class CatalogOrdersTest {

  private static final int ORDERS = 100;

  @ParameterizedTest
  @ValueSource(
      strings = {"HumanHeartDipole", "PropaneCombustion", "RoeFlux_1d", "RobotArm_6DOF", "g"})
  void randomOrdersAreProved(String name) {
    Program program = Catalog.builtIn().resolve(name).program();
    ComputationalGraph graph = CostModel.PRINCIPLE.linearize(program);
    OrderVerifier verifier = new OrderVerifier(program, 1);
    List<Integer> vertices = new ArrayList<>(Arrays.stream(graph.eliminable()).boxed().toList());
    Random random = new Random(1);

    assertThat(verifier.obstacle()).isEmpty();
    for (int repetition = 0; repetition < ORDERS; repetition++) {
      Collections.shuffle(vertices, random);
      EliminationOrder order =
          EliminationOrder.ofVertices(
              graph, vertices.stream().mapToInt(Integer::intValue).toArray());
      OrderVerification verification = verifier.verify(order);

      assertThat(verification.jacobianAgrees()).as(verification.sentence()).isTrue();
      assertThat(verification.greatestRelativeError()).isLessThan(1e-10);
      assertThat(verification.multiplications())
          .isEqualTo(EliminationCost.of(graph, order).multiplications());
    }
  }
}
