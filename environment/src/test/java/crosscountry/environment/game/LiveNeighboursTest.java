package crosscountry.environment.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.environment.fixture.EdgeSetElimination;
import crosscountry.environment.fixture.EdgeSetElimination.Edge;
import crosscountry.environment.fixture.HandMadeGraphs;
import crosscountry.environment.fixture.RandomGraphs;
import crosscountry.environment.fixture.RandomOrders;
import crosscountry.environment.graph.ComputationalGraph;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LiveNeighboursTest {

  @Property(tries = 60)
  void listsAreTheEdgesBetweenLiveVertices(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph, @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    FollowedPosition followed = new FollowedPosition(new VertexGame(graph));
    EncodedPosition position = new EncodedPosition(graph.eliminableCount());
    EdgeSetElimination model = new EdgeSetElimination(graph);
    for (int vertex : RandomOrders.of(graph, seed).vertices()) {
      followed.encode(position);
      if (random.nextInt(3) > 0) {
        assertListed(position, model);
      }
      followed.eliminate(vertex);
      model.eliminate(vertex);
    }
    followed.encode(position);
    assertListed(position, model);
  }

  private static void assertListed(EncodedPosition position, EdgeSetElimination model) {
    Set<Edge> expected = new HashSet<>(model.edges());
    expected.removeIf(
        edge -> !model.live().contains(edge.tail()) || !model.live().contains(edge.head()));
    LiveNeighbours neighbours = position.neighbours();
    assertThat(neighbours.predecessors().lists()).isEqualTo(position.live());
    assertThat(neighbours.successors().lists()).isEqualTo(position.live());
    assertThat(neighbours.predecessors().length()).isEqualTo(expected.size());
    assertThat(neighbours.successors().length()).isEqualTo(expected.size());
    Set<Edge> entering = new HashSet<>();
    Set<Edge> leaving = new HashSet<>();
    for (int row = 0; row < position.live(); row++) {
      int vertex = position.vertices()[row];
      NeighbourLists predecessors = neighbours.predecessors();
      for (int at = predecessors.start()[row]; at < predecessors.start()[row + 1]; at++) {
        entering.add(new Edge(position.vertices()[predecessors.rows()[at]], vertex));
      }
      NeighbourLists successors = neighbours.successors();
      for (int at = successors.start()[row]; at < successors.start()[row + 1]; at++) {
        leaving.add(new Edge(vertex, position.vertices()[successors.rows()[at]]));
      }
    }
    assertThat(entering).isEqualTo(expected);
    assertThat(leaving).isEqualTo(expected);
  }

  @Test
  void copiesStayAsTheyWere() {
    ComputationalGraph graph = HandMadeGraphs.ladder(6);
    FollowedPosition followed = new FollowedPosition(new VertexGame(graph));
    EncodedPosition position = new EncodedPosition(graph.eliminableCount());
    followed.encode(position);
    LiveNeighbours copy = position.neighbours().copy();
    int edges = copy.successors().length();
    followed.eliminate(position.vertices()[0]);
    followed.encode(position);
    assertThat(position.neighbours().successors().lists()).isEqualTo(position.live());
    assertThat(copy.successors().lists()).isEqualTo(position.live() + 1);
    assertThat(copy.successors().length()).isEqualTo(edges);
  }

  @Test
  void askingTooLateIsRefused() {
    ComputationalGraph graph = HandMadeGraphs.ladder(6);
    FollowedPosition followed = new FollowedPosition(new VertexGame(graph));
    EncodedPosition position = new EncodedPosition(graph.eliminableCount());
    followed.encode(position);
    int live = position.live();
    followed.eliminate(position.vertices()[0]);
    assertThatThrownBy(position::neighbours)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The position had %d live vertices when it was encoded and has %d now", live, live - 1);
  }
}
