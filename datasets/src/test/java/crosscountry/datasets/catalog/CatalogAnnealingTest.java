package crosscountry.datasets.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.annealing.AnnealingBudget;
import crosscountry.environment.annealing.AnnealingResult;
import crosscountry.environment.annealing.SimulatedAnnealing;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.linearization.CostModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Local search beats every published order of the tensor tasks; equal seeds find equal orders. */
class CatalogAnnealingTest {

  @ParameterizedTest
  @CsvSource({
    "RoeFlux_3d, ALPHAGRAD, 639, 200000",
    "BlackScholes_Jacobian, ALPHAGRAD, 297, 200000",
    "f, ALPHAGRAD, 4947, 200000",
    "f, PRINCIPLE, 5139, 3000000",
    "Encoder, ALPHAGRAD, 4332, 200000",
    "Perceptron, ALPHAGRAD, 388, 200000",
  })
  void findsTheBestKnownCount(String name, CostModel model, long best, long windows) {
    CatalogEntry entry = Catalog.builtIn().resolve(name);
    ComputationalGraph graph = model.linearize(entry.program());
    AnnealingResult result =
        new SimulatedAnnealing(graph).run(new AnnealingBudget.Windows(windows), 1, () -> false);

    assertThat(result.multiplications()).isLessThanOrEqualTo(best);
    assertThat(EliminationCost.of(graph, result.order()).multiplications())
        .isEqualTo(result.multiplications());
    assertThat(best).isLessThan(entry.published().orElseThrow().best());
  }
}
