package crosscountry.jobs.server;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.datasets.catalog.Catalog;
import crosscountry.datasets.catalog.CatalogEntry;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import crosscountry.environment.linearization.CostModel;
import crosscountry.environment.structure.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Known figures stand beside counts by the rules that they were counted by, and no others. */
final class RunGraphTest {

  @Test
  void publishedCountsOfScalarsHoldForThePrincipleToo() {
    CatalogEntry entry = Catalog.builtIn().resolve("RoeFlux_1d");
    assertThat(graph(entry, CostModel.PRINCIPLE).published()).isEqualTo(320);
    assertThat(graph(entry, CostModel.ALPHAGRAD).published()).isEqualTo(320);
    assertThat(graph(entry, CostModel.GRAPHAX).published()).isNull();
  }

  @Test
  void publishedCountsOfTensorsHoldOnlyForTheRulesOfThePaper() {
    CatalogEntry entry = withPublishedFigures(tensorProgram());
    assertThat(graph(entry, CostModel.PRINCIPLE).published()).isNull();
    assertThat(graph(entry, CostModel.ALPHAGRAD).published()).isEqualTo(320);
    assertThat(graph(entry, CostModel.GRAPHAX).published()).isNull();
  }

  @Test
  void shippedBoundsHoldWhereTheGraphsAreTheSame() {
    for (CatalogEntry entry : Catalog.builtIn().entries()) {
      entry
          .bound()
          .ifPresent(
              bound -> {
                RunGraph principle = graph(entry, CostModel.PRINCIPLE);
                RunGraph published = graph(entry, CostModel.ALPHAGRAD);
                assertSameScalarGraph(principle.game().graph(), published.game().graph());
                assertThat(principle.lowerBound()).isEqualTo(bound.multiplications());
                assertThat(published.lowerBound()).isEqualTo(bound.multiplications());
                RunGraph exact = graph(entry, CostModel.GRAPHAX);
                assertThat(exact.lowerBound()).isEqualTo(exact.cutBound());
              });
    }
  }

  private static void assertSameScalarGraph(ComputationalGraph one, ComputationalGraph other) {
    assertThat(one.isScalar()).isTrue();
    assertThat(other.isScalar()).isTrue();
    assertThat(other.vertices()).isEqualTo(one.vertices());
    for (int vertex = 0; vertex < one.vertices(); vertex++) {
      assertThat(other.predecessors(vertex)).isEqualTo(one.predecessors(vertex));
    }
  }

  private static CatalogEntry withPublishedFigures(Program program) {
    return new CatalogEntry(
        "tensors",
        "a test",
        program,
        List.of(),
        Catalog.builtIn().resolve("RoeFlux_1d").published(),
        Optional.empty(),
        Optional.empty());
  }

  private static Program tensorProgram() {
    Shape vector = Shape.of(3);
    return new Program(
        "tensors",
        List.of(vector),
        List.of(
            new Equation("tanh", List.of(new Operand.Input(0)), Map.of(), vector),
            new Equation("sin", List.of(new Operand.Result(1)), Map.of(), vector)),
        List.of(new Operand.Result(2)));
  }

  private static RunGraph graph(CatalogEntry entry, CostModel model) {
    return RunGraph.of(entry, model, KnownBounds.shipped());
  }
}
