package crosscountry.environment.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.fixture.HandMadeGraphs;
import crosscountry.environment.fixture.RandomGraphs;
import crosscountry.environment.fixture.SubsetDynamicProgram;
import crosscountry.environment.graph.ComputationalGraph;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ExhaustiveOptimumTest {

  @Property(tries = 2000)
  void agreesWithASecondDynamicProgram(
      @ForAll(supplier = RandomGraphs.Small.class) ComputationalGraph graph) {
    ExhaustiveOptimum optimum = ExhaustiveOptimum.of(graph);

    assertThat(optimum.multiplications()).isEqualTo(new SubsetDynamicProgram(graph).optimum());
    assertThat(EliminationCost.of(graph, optimum.order()).multiplications())
        .isEqualTo(optimum.multiplications());
  }

  @Test
  void solvesTwentyVertices() {
    ComputationalGraph graph = HandMadeGraphs.chain(21);

    assertThat(ExhaustiveOptimum.isFeasible(graph)).isTrue();
    assertThat(ExhaustiveOptimum.of(graph).multiplications()).isEqualTo(20);
  }

  @Test
  void refusesMoreThanTwentyVerticesThatCost() {
    ComputationalGraph graph = HandMadeGraphs.chain(22);

    assertThat(ExhaustiveOptimum.isFeasible(graph)).isFalse();
    assertThatThrownBy(() -> ExhaustiveOptimum.of(graph))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "chain has 21 eliminable vertices between inputs and outputs, "
                + "exhaustive search takes at most 20");
  }

  @Test
  void freeVerticesDoNotCount() {
    ComputationalGraph.Builder builder = new ComputationalGraph.Builder("dead", 1, 60);
    for (int number = 1; number <= 58; number++) {
      builder.readsInput(number, 0);
    }
    ComputationalGraph graph = builder.readsResult(59, 58).readsInput(60, 0).output(59).build();

    assertThat(ExhaustiveOptimum.of(graph).multiplications()).isEqualTo(1);
    assertThat(ExhaustiveOptimum.of(graph).order().length()).isEqualTo(59);
  }

  @Test
  void aGraphWithoutEliminableVerticesCostsNothing() {
    ExhaustiveOptimum optimum = ExhaustiveOptimum.of(HandMadeGraphs.chain(1));

    assertThat(optimum.multiplications()).isZero();
    assertThat(optimum.order().length()).isZero();
  }
}
