package crosscountry.environment.linearization;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.fixture.RandomOrders;
import crosscountry.environment.fixture.RandomTensorPrograms;
import crosscountry.environment.graph.ComputationalGraph;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

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

  @Test
  void threadsThatFillOneTableCountTheSameAsOne() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (long seed = 0; seed < 100; seed++) {
        CostModel model = CostModel.values()[(int) seed % CostModel.values().length];
        ComputationalGraph shared = model.linearize(RandomTensorPrograms.of(seed));
        List<Future<List<Long>>> counts = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
          counts.add(threads.submit(() -> costs(shared)));
        }
        List<Long> alone = costs(model.linearize(RandomTensorPrograms.of(seed)));
        for (Future<List<Long>> count : counts) {
          assertThat(count.get()).isEqualTo(alone);
        }
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
