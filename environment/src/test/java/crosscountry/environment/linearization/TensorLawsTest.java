package crosscountry.environment.linearization;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.fixture.RandomOrders;
import crosscountry.environment.fixture.RandomTensorGraphs;
import crosscountry.environment.fixture.RandomTensorPrograms;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import crosscountry.environment.heuristic.HeuristicOrder;
import crosscountry.environment.structure.JacobianStructure;
import crosscountry.environment.structure.PrincipleRules;
import crosscountry.environment.structure.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for the graph of every program of tensors. */
class TensorLawsTest {

  /** The fact that transposition tables and window search stand on. */
  @Property(tries = 500)
  void byThePrincipleStructuresDependOnWhatWasEliminatedNotOnTheOrder(@ForAll long seed) {
    ComputationalGraph graph = CostModel.PRINCIPLE.linearize(RandomTensorPrograms.of(seed));
    Random random = new Random(seed);
    List<Integer> subset = new ArrayList<>(Arrays.stream(graph.eliminable()).boxed().toList());
    Collections.shuffle(subset, random);
    subset = new ArrayList<>(subset.subList(0, random.nextInt(subset.size() + 1)));
    EliminationState one = new EliminationState(graph);
    subset.forEach(one::eliminate);
    Collections.shuffle(subset, random);
    EliminationState other = new EliminationState(graph);
    subset.forEach(other::eliminate);

    assertThat(one.sameAs(other)).isTrue();
  }

  @Property(tries = 200)
  void anOrderCostsTheSumOfItsSteps(@ForAll long seed, @ForAll CostModel model) {
    ComputationalGraph graph = model.linearize(RandomTensorPrograms.of(seed));
    EliminationOrder order = RandomOrders.of(graph, seed);
    EliminationState state = new EliminationState(graph);
    long sum = 0;
    for (int vertex : order.vertices()) {
      int foretold = state.markowitzDegree(vertex);
      int cost = state.eliminate(vertex);
      assertThat(cost).isEqualTo(foretold);
      sum += cost;
    }

    assertThat(EliminationCost.of(graph, order).multiplications()).isEqualTo(sum);
  }

  @Property(tries = 200)
  void oneCanReturnToAStateAgainAndAgain(@ForAll long seed, @ForAll CostModel model) {
    ComputationalGraph graph = model.linearize(RandomTensorPrograms.of(seed));
    Random random = new Random(seed);
    EliminationState root = new EliminationState(graph);
    EliminationState state = new EliminationState(graph);
    int[] vertices = RandomOrders.of(graph, seed).vertices();
    for (int done = 0; done < vertices.length; done++) {
      EliminationState fresh = new EliminationState(graph);
      Arrays.stream(vertices).limit(done).forEach(fresh::eliminate);
      for (int time = 0; time < 3; time++) {
        state.copyFrom(root);
        assertThat(state.sameAs(root)).isTrue();
        assertThat(state.sameAs(fresh)).isTrue();
        Arrays.stream(RandomOrders.of(graph, random.nextLong()).vertices())
            .filter(state::isLive)
            .limit(random.nextInt(4))
            .forEach(state::eliminate);
      }
      root.eliminate(vertices[done]);
    }
  }

  @Property(tries = 50)
  void aGraphThatCrossedTheWireCountsTheSame(@ForAll long seed, @ForAll CostModel model)
      throws IOException, ClassNotFoundException {
    ComputationalGraph graph = model.linearize(RandomTensorPrograms.of(seed));
    EliminationOrder order = RandomOrders.of(graph, seed);
    // Once with a table that is yet to be filled, once with the structures of a whole order.
    ComputationalGraph early = copied(graph);
    EliminationCost cost = EliminationCost.of(graph, order);
    ComputationalGraph late = copied(graph);

    for (ComputationalGraph copy : List.of(early, late)) {
      EliminationOrder same = EliminationOrder.ofVertices(copy, order.vertices());
      assertThat(EliminationCost.of(copy, same).multiplications())
          .isEqualTo(cost.multiplications());
    }
  }

  private static ComputationalGraph copied(ComputationalGraph graph)
      throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(graph);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (ComputationalGraph) in.readObject();
    }
  }

  /** Layers of vectors of thirty sizes, each of which reads two of those before. */
  private static Program manyShapes() {
    List<Equation> equations = new ArrayList<>();
    for (int number = 1; number <= 60; number++) {
      Operand vector = number == 1 ? new Operand.Input(0) : new Operand.Result(number - 1);
      boolean dot = number % 2 == 1;
      equations.add(
          dot
              ? new Equation(
                  "dot_general",
                  List.of(new Operand.Input(number / 2 + 1), vector),
                  Map.of("dimension_numbers", "(([1], [0]), ([], []))"),
                  Shape.of(2 + number / 2))
              : new Equation("sin", List.of(vector), Map.of(), Shape.of(1 + number / 2)));
    }
    List<Shape> inputs = new ArrayList<>(List.of(Shape.of(1)));
    for (int layer = 0; layer < 30; layer++) {
      inputs.add(Shape.of(2 + layer, 1 + layer));
    }
    return new Program("layers", inputs, equations, List.of(new Operand.Result(60)));
  }

  @ParameterizedTest
  @EnumSource
  void emptyTensorsTakeNoMultiplications(CostModel model) {
    Operand matrix = new Operand.Input(0);
    Operand vector = new Operand.Input(1);
    Program program =
        new Program(
            "empty",
            List.of(Shape.of(0, 3), Shape.of(0)),
            List.of(
                new Equation("sin", List.of(vector), Map.of(), Shape.of(0)),
                new Equation(
                    "dot_general",
                    List.of(new Operand.Result(1), matrix),
                    Map.of("dimension_numbers", "(([0], [0]), ([], []))"),
                    Shape.of(3)),
                new Equation("mul", List.of(new Operand.Result(1), vector), Map.of(), Shape.of(0)),
                new Equation(
                    "reduce_sum",
                    List.of(new Operand.Result(3)),
                    Map.of("axes", "(0,)"),
                    Shape.SCALAR)),
            List.of(new Operand.Result(2), new Operand.Result(4)));
    ComputationalGraph graph = model.linearize(program);

    for (HeuristicOrder heuristic : HeuristicOrder.values()) {
      assertThat(EliminationCost.of(graph, heuristic.of(graph)).multiplications())
          .as("%s", heuristic)
          .isZero();
    }
  }

  @Property(tries = 300)
  void whatIsSetDeterminedDependsOnTheSet(@ForAll long seed) {
    ComputationalGraph graph = RandomTensorGraphs.ofTypes(seed, PrincipleRules.PRINCIPLE);
    EliminationState ascending = new EliminationState(graph);
    EliminationState descending = new EliminationState(graph);
    int[] some =
        Arrays.copyOf(RandomOrders.of(graph, seed).vertices(), graph.eliminableCount() / 2);
    Arrays.sort(some);
    for (int place = 0; place < some.length; place++) {
      ascending.eliminate(some[place]);
      descending.eliminate(some[some.length - 1 - place]);
    }
    assertThat(!graph.isSetDetermined() || ascending.sameAs(descending)).isTrue();
  }

  @Test
  void threadsThatFillOneTableCountTheSameAsOne() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 10; round++) {
        Supplier<ComputationalGraph> graphs = () -> CostModel.PRINCIPLE.linearize(manyShapes());
        ComputationalGraph shared = graphs.get();
        List<Future<List<Long>>> counts = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
          counts.add(threads.submit(() -> costs(shared)));
        }
        List<Long> alone = costs(graphs.get());
        for (Future<List<Long>> count : counts) {
          assertThat(count.get()).isEqualTo(alone);
        }
        int structures =
            shared.structures().number(JacobianStructure.dense(Shape.of(), Shape.of()));
        assertThat(structures).as("so many that the tables grew").isGreaterThan(128);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Long> costs(ComputationalGraph graph) {
    List<Long> costs = new ArrayList<>();
    for (long seed = 0; seed < 10; seed++) {
      costs.add(EliminationCost.of(graph, RandomOrders.of(graph, seed)).multiplications());
    }
    return costs;
  }
}
