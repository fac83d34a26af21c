package crosscountry.environment.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.fixture.HandMadeGraphs;
import crosscountry.environment.fixture.RandomGraphs;
import crosscountry.environment.fixture.RandomTensorGraphs;
import crosscountry.environment.fixture.SubsetDynamicProgram;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.linearization.CostModel;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
    ComputationalGraph graph = HandMadeGraphs.ladder(10);

    assertThat(ExhaustiveOptimum.isFeasible(graph)).isTrue();
    // 2 times 2 for 16 inner vertices, 2 times 3 for those at one end, 3 times 3 for the last two.
    assertThat(ExhaustiveOptimum.of(graph).multiplications()).isEqualTo(94);
  }

  @Test
  void refusesMoreThanTwentyVerticesThatNoReductionTakes() {
    ComputationalGraph graph = HandMadeGraphs.ladder(11);

    assertThat(ExhaustiveOptimum.isFeasible(graph)).isFalse();
    assertThatThrownBy(() -> ExhaustiveOptimum.of(graph))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "ladder has 22 vertices left after the reductions, exhaustive search takes at most 20");
  }

  @Test
  void verticesThatReductionsTakeDoNotCount() {
    ComputationalGraph graph = HandMadeGraphs.chain(2_001);

    assertThat(ExhaustiveOptimum.isFeasible(graph)).isTrue();
    assertThat(ExhaustiveOptimum.of(graph).multiplications()).isEqualTo(2_000);
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

  @Property(tries = 100)
  void agreesWithASecondDynamicProgramOnTensors(@ForAll long seed) {
    ComputationalGraph graph = RandomTensorGraphs.ofProgram(seed, CostModel.PRINCIPLE, 8);
    ExhaustiveOptimum optimum = ExhaustiveOptimum.of(graph);

    assertThat(optimum.multiplications()).isEqualTo(new SubsetDynamicProgram(graph).optimum());
    assertThat(EliminationCost.of(graph, optimum.order()).multiplications())
        .isEqualTo(optimum.multiplications());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PRINCIPLE")
  void refusesRulesByWhichSetsDoNotDetermineWhatIsLeft(CostModel model) {
    ComputationalGraph graph = RandomTensorGraphs.ofProgram(1, model, 8);

    assertThat(ExhaustiveOptimum.isFeasible(graph)).isFalse();
    assertThatThrownBy(() -> ExhaustiveOptimum.of(graph))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "what is left of random tensors may depend on the order of elimination, which"
                + " exhaustive search does not allow for");
  }
}
