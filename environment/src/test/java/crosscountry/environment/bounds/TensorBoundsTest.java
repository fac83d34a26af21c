package crosscountry.environment.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.fixture.RandomOrders;
import crosscountry.environment.fixture.RandomTensorGraphs;
import crosscountry.environment.fixture.SubsetDynamicProgram;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.linearization.CostModel;
import crosscountry.environment.structure.AlphaGradRules;
import crosscountry.environment.structure.Content;
import crosscountry.environment.structure.JacobianStructure;
import crosscountry.environment.structure.PrincipleRules;
import crosscountry.environment.structure.PublishedType;
import crosscountry.environment.structure.Shape;
import crosscountry.environment.structure.StructureRules;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TensorBoundsTest {

  private static final Shape MATRIX = Shape.of(2, 3);

  static List<StructureRules> rules() {
    return List.of(PrincipleRules.PRINCIPLE, PrincipleRules.EXACT, AlphaGradRules.ALPHAGRAD);
  }

  private static long optimum(ComputationalGraph graph) {
    return graph.isSetDetermined()
        ? new SubsetDynamicProgram(graph).optimum()
        : RandomTensorGraphs.leastOfAllOrders(graph);
  }

  @ParameterizedTest
  @EnumSource
  void theBoundNeverExceedsTheOptimumOfAProgram(CostModel model) {
    long bounds = 0;
    long optima = 0;
    for (long seed = 0; seed < 4_000; seed += 100) {
      ComputationalGraph graph = RandomTensorGraphs.ofProgram(seed, model, 7);
      long bound = CutBounds.of(graph).total();
      long optimum = optimum(graph);
      assertThat(bound).as("seed %d", seed).isLessThanOrEqualTo(optimum);
      bounds += bound;
      optima += optimum;
    }
    assertThat(bounds).as("a bound worth having").isGreaterThan(optima / 40);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theBoundNeverExceedsTheOptimumOfAnyTypes(StructureRules rules) {
    long bounds = 0;
    long optima = 0;
    for (long seed = 0; seed < 100; seed++) {
      ComputationalGraph graph = RandomTensorGraphs.ofTypes(seed, rules);
      long bound = CutBounds.of(graph).total();
      long optimum = optimum(graph);
      assertThat(bound).as("seed %d", seed).isLessThanOrEqualTo(optimum);
      bounds += bound;
      optima += optimum;
    }
    assertThat(bounds).as("a bound worth having").isGreaterThan(optima / 40);
  }

  @Property(tries = 2000)
  void noVertexOfAnyOrderOfTypesCostsLessThanItsBound(@ForAll long seed) {
    for (StructureRules rules : rules()) {
      assertBounded(RandomTensorGraphs.ofTypes(seed, rules), seed);
    }
  }

  @Property(tries = 500)
  void noVertexOfAnyOrderOfAProgramCostsLessThanItsBound(@ForAll long seed) {
    for (CostModel model : CostModel.values()) {
      assertBounded(RandomTensorGraphs.ofProgram(seed, model, 20), seed);
    }
  }

  /** Follows one order; the bounds of what is left hold at every step. */
  private static void assertBounded(ComputationalGraph graph, long seed) {
    CutBounds bounds = CutBounds.of(graph);
    LiveBounds live = LiveBounds.of(graph);
    EliminationState state = new EliminationState(graph);
    for (int vertex : RandomOrders.of(graph, seed).vertices()) {
      for (int v = state.nextLive(0); v >= 0; v = state.nextLive(v + 1)) {
        assertThat(state.markowitzDegree(v)).isGreaterThanOrEqualTo(bounds.bound(v));
        assertThat((long) state.markowitzDegree(v)).isGreaterThanOrEqualTo(live.bound(v));
        assertThat(state.inDegree(v)).isGreaterThanOrEqualTo(bounds.inCut(v));
        assertThat(state.outDegree(v)).isGreaterThanOrEqualTo(bounds.outCut(v));
      }
      long raise = live.raise(vertex);
      long before = sumWithout(vertex, state, live);
      live.eliminate(vertex);
      assertThat(sumWithout(vertex, state, live)).isEqualTo(before + raise);
      state.eliminate(vertex);
    }
  }

  private static long sumWithout(int vertex, EliminationState state, LiveBounds bounds) {
    long sum = 0;
    for (int v = state.nextLive(0); v >= 0; v = state.nextLive(v + 1)) {
      sum += v == vertex ? 0 : bounds.bound(v);
    }
    return sum;
  }

  @Test
  void elementwiseVectorsCostTheirElementsAndCopiesNothing() {
    Shape column = Shape.of(5, 1);
    JacobianStructure elementwise = PublishedType.ELEMENTWISE.between(column, column);
    JacobianStructure copy = JacobianStructure.identity(column, Content.COPY);
    ComputationalGraph graph =
        new ComputationalGraph.Builder("vectors", 1, 4, PrincipleRules.PRINCIPLE)
            .readsInput(1, 0, elementwise)
            .readsResult(2, 1, elementwise)
            .readsResult(3, 2, copy)
            .readsResult(4, 3, elementwise)
            .output(4)
            .build();
    CutBounds bounds = CutBounds.of(graph);

    assertThat(bounds.bound(graph.vertexOf(1))).isEqualTo(5);
    assertThat(bounds.bound(graph.vertexOf(2))).as("a copy may follow").isZero();
    assertThat(bounds.bound(graph.vertexOf(3))).as("a copy may precede").isZero();
    assertThat(bounds.inCut(graph.vertexOf(3))).as("a degree").isEqualTo(1);
  }

  @Test
  void multiplesOfTheIdentityCanBecomeFreeByAlphaGradsRules() {
    JacobianStructure multiple = PublishedType.MULTIPLE.between(MATRIX, MATRIX);
    ComputationalGraph graph =
        new ComputationalGraph.Builder("multiples", 1, 3, AlphaGradRules.ALPHAGRAD)
            .readsInput(1, 0, multiple)
            .readsResult(2, 1, multiple)
            .readsResult(3, 2, PublishedType.IDENTITY.between(MATRIX, MATRIX))
            .output(3)
            .build();
    EliminationState state = new EliminationState(graph);
    assertThat(state.eliminate(graph.vertexOf(2))).isZero();
    assertThat(state.eliminate(graph.vertexOf(1))).isZero();

    assertThat(CutBounds.of(graph).total()).isZero();
  }

  @Test
  void anEmptyTensorMakesTheBoundZero() {
    Shape none = Shape.of(0, 1);
    Shape one = Shape.of(1, 1);
    ComputationalGraph graph =
        new ComputationalGraph.Builder("empty", 1, 2, PrincipleRules.PRINCIPLE)
            .readsInput(1, 0, JacobianStructure.dense(one, none))
            .readsResult(2, 1, JacobianStructure.dense(one, one))
            .output(2)
            .build();

    assertThat(CutBounds.of(graph).total()).isZero();
  }

  private static Stream<JacobianStructure> types() {
    return Stream.of(PublishedType.values()).map(type -> type.between(MATRIX, MATRIX));
  }

  private static boolean variesAlongTail(JacobianStructure edge) {
    return edge.hasValues() && (edge.tailVaries(0) || edge.tailVaries(1));
  }

  /** What the proof of the bound by AlphaGrad's rules rests on, cell by cell. */
  @Test
  void noCellOfAlphaGradMakesFreeWhatTheBoundCounts() {
    AlphaGradRules rules = AlphaGradRules.ALPHAGRAD;
    types()
        .forEach(
            one ->
                types()
                    .forEach(
                        other -> {
                          JacobianStructure product = rules.product(one, other);
                          JacobianStructure sum = rules.sum(one, other);
                          assertThat(product.hasValues() || !other.hasValues()).isTrue();
                          assertThat(sum.hasValues() || !one.hasValues()).isTrue();
                          assertThat(sum.hasValues() || !other.hasValues()).isTrue();
                          assertThat(variesAlongTail(product) || !variesAlongTail(one)).isTrue();
                          assertThat(variesAlongTail(sum) || !variesAlongTail(one)).isTrue();
                          assertThat(variesAlongTail(sum) || !variesAlongTail(other)).isTrue();
                          boolean counted = one.hasValues() && variesAlongTail(other);
                          assertThat(rules.multiplications(one, other) > 0 || !counted).isTrue();
                        }));
  }
}
