package crosscountry.environment.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.environment.fixture.RandomGraphs;
import crosscountry.environment.linearization.CostModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ComputationalGraphTest {

  private static final Operand X = new Operand.Input(0);
  private static final Operand Y = new Operand.Input(1);

  private static Equation equation(String primitive, Operand... operands) {
    return new Equation(primitive, List.of(operands), Map.of());
  }

  private static ComputationalGraph graph(List<Operand> outputs, Equation... equations) {
    return CostModel.PRINCIPLE.linearize(new Program("f", 2, List.of(equations), outputs));
  }

  private static Operand result(int equation) {
    return new Operand.Result(equation);
  }

  @Test
  void anOperandReadTwiceIsOneEdge() {
    ComputationalGraph graph = graph(List.of(result(1)), equation("mul", X, X));

    assertThat(graph.predecessors(graph.vertexOf(1))).containsExactly(0);
    assertThat(graph.successors(0)).containsExactly(graph.vertexOf(1));
  }

  @Test
  void constantsHaveNoEdges() {
    ComputationalGraph graph =
        graph(List.of(result(1)), equation("add", new Operand.Literal(2), Y));

    assertThat(graph.predecessors(graph.vertexOf(1))).containsExactly(1);
  }

  @Test
  void aStoppedGradientHasNoEdge() {
    ComputationalGraph graph =
        graph(
            List.of(result(3)),
            equation("stop_gradient", X),
            equation("sin", result(1)),
            equation("mul", result(2), Y));

    assertThat(graph.predecessors(graph.vertexOf(1))).isEmpty();
    assertThat(graph.predecessors(graph.vertexOf(2))).containsExactly(graph.vertexOf(1));
    assertThat(graph.eliminable()).containsExactly(graph.vertexOf(1), graph.vertexOf(2));
  }

  @Test
  void anOutputThatNobodyReadsStays() {
    ComputationalGraph graph =
        graph(List.of(result(2)), equation("mul", X, Y), equation("sin", result(1)));

    assertThat(graph.vertices()).isEqualTo(4);
    assertThat(graph.eliminable()).containsExactly(graph.vertexOf(1));
    assertThat(graph.isDependent(graph.vertexOf(2))).isTrue();
    assertThat(graph.dependentOf(2)).isEqualTo(graph.vertexOf(2));
  }

  @Test
  void anOutputThatAnEquationReadsIsEliminableAndItsCopyStays() {
    ComputationalGraph graph =
        graph(List.of(result(1), result(2)), equation("mul", X, Y), equation("sin", result(1)));

    int copy = 4;
    assertThat(graph.vertices()).isEqualTo(5);
    assertThat(graph.eliminable()).containsExactly(graph.vertexOf(1));
    assertThat(graph.successors(graph.vertexOf(1))).containsExactly(graph.vertexOf(2), copy);
    assertThat(graph.predecessors(copy)).containsExactly(graph.vertexOf(1));
    assertThat(graph.isDependent(copy)).isTrue();
    assertThat(graph.isEliminable(copy)).isFalse();
    assertThat(graph.dependentOf(1)).isEqualTo(copy);
  }

  @Test
  void anOutputReturnedTwiceHasOneVertex() {
    ComputationalGraph graph =
        graph(
            List.of(result(1), result(1), result(2)),
            equation("mul", X, Y),
            equation("sin", result(1)));

    assertThat(graph.vertices()).isEqualTo(5);
  }

  @Test
  void outputsThatAreInputsOrConstantsChangeNothing() {
    ComputationalGraph graph =
        graph(List.of(X, new Operand.Literal(1), result(1)), equation("mul", X, Y));

    assertThat(graph.vertices()).isEqualTo(3);
    assertThat(graph.isIndependent(0)).isTrue();
    assertThat(graph.isDependent(0)).isFalse();
    assertThat(graph.eliminableCount()).isZero();
  }

  @Test
  void deadEquationsAreEliminable() {
    ComputationalGraph graph =
        graph(List.of(result(1)), equation("mul", X, Y), equation("sin", result(1)));

    assertThat(graph.eliminable())
        .as("equation 2 is dead, and because it reads the output that is eliminable too")
        .containsExactly(graph.vertexOf(1), graph.vertexOf(2));
    assertThat(graph.successors(graph.vertexOf(2))).isEmpty();
  }

  @Test
  void aFunctionWithoutEquationsHasNothingToEliminate() {
    ComputationalGraph graph = graph(List.of(X));

    assertThat(graph.eliminableCount()).isZero();
    assertThat(graph.vertices()).isEqualTo(2);
  }

  @Test
  void onlyOutputsHaveDependentVertices() {
    ComputationalGraph graph =
        graph(
            List.of(result(2)),
            equation("mul", X, Y),
            equation("sin", result(1)),
            equation("cos", X));

    assertThatThrownBy(() -> graph.dependentOf(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("equation 1 of f is no output");
    assertThatThrownBy(() -> graph.dependentOf(3)).hasMessage("equation 3 of f is no output");
  }

  @Test
  void callersCannotChangeTheGraph() {
    ComputationalGraph graph =
        graph(List.of(result(2)), equation("mul", X, Y), equation("sin", result(1)));
    graph.predecessors(3)[0] = 99;
    graph.successors(2)[0] = 99;
    graph.eliminable()[0] = 99;

    assertThat(graph.predecessors(3)).containsExactly(2);
    assertThat(graph.successors(2)).containsExactly(3);
    assertThat(graph.eliminable()).containsExactly(2);
  }

  @Test
  void aGraphThatNoStateCouldHoldIsRefused() {
    ComputationalGraph.Builder builder = new ComputationalGraph.Builder("huge", 1, 400_000);

    assertThatThrownBy(builder::build)
        .isInstanceOf(GraphTooLargeException.class)
        .hasMessage("huge has 400001 vertices, but at most 370702 are supported");
  }

  @Test
  void theLargestGraphIsTheLastWhoseRowsOfBitsFitIntoAnArray() {
    assertThat(words(ComputationalGraph.MOST_VERTICES)).isLessThan(Integer.MAX_VALUE - 8);
    assertThat(words(ComputationalGraph.MOST_VERTICES + 1)).isGreaterThan(Integer.MAX_VALUE - 8);
  }

  private static long words(int vertices) {
    return (vertices + 1L) * ((vertices + 63) / 64);
  }

  @Test
  void theBuilderRefusesWhatDoesNotExist() {
    ComputationalGraph.Builder builder = new ComputationalGraph.Builder("f", 2, 3);

    assertThatThrownBy(() -> builder.readsResult(2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("equation 2 cannot read equation 2");
    assertThatThrownBy(() -> builder.readsResult(2, 0))
        .hasMessage("equation 2 cannot read equation 0");
    assertThatThrownBy(() -> builder.readsInput(1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("equation 1 of f cannot read input 2 of 2");
    assertThatThrownBy(() -> builder.readsInput(1, -1))
        .hasMessage("equation 1 of f cannot read input -1 of 2");
    assertThatThrownBy(() -> builder.readsInput(4, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("f has equations 1 to 3, not 4");
    assertThatThrownBy(() -> builder.readsResult(4, 1)).hasMessage("f has equations 1 to 3, not 4");
    assertThatThrownBy(() -> builder.output(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("f has equations 1 to 3, not 0");
  }

  @Property(tries = 200)
  void edgesAreTheSameFromBothEndsAndGoForward(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph) {
    for (int vertex = 0; vertex < graph.vertices(); vertex++) {
      int tail = vertex;
      assertThat(graph.predecessors(vertex)).isSorted().doesNotHaveDuplicates();
      assertThat(graph.successors(vertex)).isSorted().doesNotHaveDuplicates();
      for (int head : graph.successors(vertex)) {
        assertThat(head).isGreaterThan(vertex);
        assertThat(graph.predecessors(head)).contains(tail);
      }
      for (int predecessor : graph.predecessors(vertex)) {
        assertThat(graph.successors(predecessor)).contains(tail);
      }
    }
  }

  @Property(tries = 200)
  void everyVertexIsIndependentEliminableOrDependent(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph) {
    int eliminable = 0;
    for (int vertex = 0; vertex < graph.vertices(); vertex++) {
      int roles =
          (graph.isIndependent(vertex) ? 1 : 0)
              + (graph.isEliminable(vertex) ? 1 : 0)
              + (graph.isDependent(vertex) ? 1 : 0);
      assertThat(roles).isEqualTo(1);
      eliminable += graph.isEliminable(vertex) ? 1 : 0;
      if (graph.isDependent(vertex)) {
        assertThat(graph.successors(vertex)).isEmpty();
      }
    }
    assertThat(graph.eliminableCount()).isEqualTo(eliminable);
    for (int number = 1; number <= graph.equations(); number++) {
      assertThat(graph.equationOf(graph.vertexOf(number))).isEqualTo(number);
    }
  }

  @Test
  void survivesSerialization() throws IOException, ClassNotFoundException {
    ComputationalGraph graph =
        graph(List.of(result(1), result(2)), equation("mul", X, Y), equation("sin", result(1)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(graph);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      ComputationalGraph copy = (ComputationalGraph) in.readObject();
      assertThat(copy).usingRecursiveComparison().isEqualTo(graph);
    }
  }
}
