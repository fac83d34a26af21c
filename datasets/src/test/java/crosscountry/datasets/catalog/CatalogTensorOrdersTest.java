package crosscountry.datasets.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.accumulation.OrderVerification;
import crosscountry.environment.accumulation.OrderVerifier;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.linearization.CostModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any order of a built-in tensor graph gives its Jacobian, for what each cost model counts. */
class CatalogTensorOrdersTest {

  private static final int ORDERS = 20;

  static Stream<String> tensorGraphs() {
    return Catalog.builtIn().entries().stream()
        .filter(entry -> !entry.program().isScalar())
        .map(CatalogEntry::name);
  }

  @ParameterizedTest
  @MethodSource("tensorGraphs")
  void randomOrdersAreProved(String name) {
    CatalogEntry entry = Catalog.builtIn().resolve(name);
    Random random = new Random(1);
    for (CostModel model : CostModel.values()) {
      ComputationalGraph graph = model.linearize(entry.program());
      OrderVerifier verifier = new OrderVerifier(entry.program(), model, 1);
      List<Integer> vertices = new ArrayList<>(Arrays.stream(graph.eliminable()).boxed().toList());

      assertThat(verifier.obstacle()).isEmpty();
      // The numeric part is the same for all models, the count is not.
      int orders = model == CostModel.PRINCIPLE ? ORDERS : 2;
      for (int repetition = 0; repetition < orders; repetition++) {
        Collections.shuffle(vertices, random);
        EliminationOrder order =
            EliminationOrder.ofVertices(
                graph, vertices.stream().mapToInt(Integer::intValue).toArray());
        OrderVerification verification = verifier.verify(order);

        assertThat(verification.jacobianAgrees()).as(verification.sentence()).isTrue();
        assertThat(verification.greatestRelativeError()).isLessThan(1e-6);
        assertThat(verification.multiplications())
            .isEqualTo(EliminationCost.of(graph, order).multiplications());
      }
    }
  }
}
