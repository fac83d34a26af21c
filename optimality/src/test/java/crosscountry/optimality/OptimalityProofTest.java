package crosscountry.optimality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.exact.ExhaustiveOptimum;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.heuristic.HeuristicOrder;
import crosscountry.environment.structure.JacobianStructure;
import crosscountry.environment.structure.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptimalityProofTest {

  private static final Duration LONG = Duration.ofMinutes(10);

  @Test
  void provesTheOptimumOfSmallGraphs() {
    int raised = 0;
    for (long seed = 1; seed <= 300; seed++) {
      ComputationalGraph graph = WovenGraph.of(seed);
      ProvenBound proof = new OptimalityProof(graph).run(List.of(), LONG, () -> false, bound -> {});
      long optimum = ExhaustiveOptimum.of(graph).multiplications();
      assertThat(proof.multiplications()).as(graph.name()).isEqualTo(optimum);
      assertThat(EliminationCost.of(graph, proof.optimum().orElseThrow()).multiplications())
          .as(graph.name())
          .isEqualTo(optimum);
      raised += optimum > CutBounds.of(graph).total() ? 1 : 0;
    }
    assertThat(raised).as("graphs that cut bounds do not settle").isGreaterThan(100);
  }

  @Test
  void knownOrdersNeitherRaiseNorLowerTheOptimum() {
    for (long seed = 301; seed <= 360; seed++) {
      ComputationalGraph graph = WovenGraph.of(seed);
      List<EliminationOrder> known =
          List.of(HeuristicOrder.FORWARD.of(graph), HeuristicOrder.LMMD.of(graph));
      assertThat(
              new OptimalityProof(graph).run(known, LONG, () -> false, b -> {}).multiplications())
          .as(graph.name())
          .isEqualTo(ExhaustiveOptimum.of(graph).multiplications());
    }
  }

  @Test
  void aKnownOptimumIsProvenToBeOne() {
    for (long seed = 301; seed <= 360; seed++) {
      ComputationalGraph graph = WovenGraph.of(seed);
      ExhaustiveOptimum optimum = ExhaustiveOptimum.of(graph);
      for (int threads : new int[] {1, 3}) {
        ProvenBound proof =
            new OptimalityProof(graph, threads)
                .run(List.of(optimum.order()), LONG, () -> false, bound -> {});
        assertThat(proof.multiplications()).as(graph.name()).isEqualTo(optimum.multiplications());
        assertThat(EliminationCost.of(graph, proof.optimum().orElseThrow()).multiplications())
            .isEqualTo(optimum.multiplications());
      }
    }
  }

  @Test
  void everyBoundThatIsReportedHoldsAndIsBetterThanTheLast() {
    int graphsWithReports = 0;
    for (long seed = 361; seed <= 420; seed++) {
      ComputationalGraph graph = WovenGraph.of(seed);
      List<Long> reported = new ArrayList<>();
      new OptimalityProof(graph)
          .run(List.of(), LONG, () -> false, bound -> reported.add(bound.multiplications()));
      assertThat(reported).isSorted().doesNotHaveDuplicates();
      long optimum = ExhaustiveOptimum.of(graph).multiplications();
      assertThat(reported).as(graph.name()).allMatch(bound -> bound <= optimum);
      graphsWithReports += reported.isEmpty() ? 0 : 1;
    }
    assertThat(graphsWithReports).isGreaterThan(10);
  }

  @Test
  void equalRunsOnOneThreadAreEqual() {
    for (long seed = 421; seed <= 430; seed++) {
      ComputationalGraph graph = WovenGraph.of(seed);
      OptimalityProof proof = new OptimalityProof(graph, 1);
      assertThat(proof.run(List.of(), LONG, () -> false, bound -> {}))
          .isEqualTo(proof.run(List.of(), LONG, () -> false, bound -> {}));
    }
  }

  @Test
  void withoutTimeOrOnceCancelledTheCutBoundIsWhatIsProven() {
    ComputationalGraph graph = unsettled();
    OptimalityProof proof = new OptimalityProof(graph);
    long cutBound = CutBounds.of(graph).total();
    ProvenBound hurried = proof.run(List.of(), Duration.ZERO, () -> false, bound -> {});
    ProvenBound cancelled = proof.run(List.of(), LONG, () -> true, bound -> {});
    assertThat(hurried.multiplications()).isEqualTo(cutBound);
    assertThat(hurried.optimum()).isEmpty();
    assertThat(cancelled).isEqualTo(hurried);
  }

  @Test
  void aGraphWithNothingToEliminateCostsNothing() {
    ComputationalGraph graph =
        new ComputationalGraph.Builder("bare", 1, 1).readsInput(1, 0).output(1).build();
    ProvenBound proof = new OptimalityProof(graph).run(List.of(), LONG, () -> false, bound -> {});
    assertThat(proof.multiplications()).isZero();
    assertThat(proof.optimum().orElseThrow().length()).isZero();
  }

  private static ComputationalGraph unsettled() {
    long seed = 1;
    while (ExhaustiveOptimum.of(WovenGraph.of(seed)).multiplications()
        == CutBounds.of(WovenGraph.of(seed)).total()) {
      seed++;
    }
    return WovenGraph.of(seed);
  }

  @Test
  void tensorsAreRefused() {
    Shape column = Shape.of(3, 1);
    ComputationalGraph graph =
        new ComputationalGraph.Builder("tensors", 1, 1)
            .readsInput(1, 0, JacobianStructure.dense(column, column))
            .output(1)
            .build();

    assertThat(OptimalityProof.isApplicable(graph)).isFalse();
    assertThatThrownBy(() -> new OptimalityProof(graph))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "optimality can be proven of functions of scalars only, and tensors has tensors");
  }
}
