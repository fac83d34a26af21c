package crosscountry.environment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SearchGraphTest {

  @Test
  void priorsAreNormalised() {
    SearchGraph graph = new SearchGraph();
    int node =
        graph.expand(3, new int[] {7, 8, 9}, new float[] {1, 1, 1 + (float) Math.log(2)}, -3);

    assertThat(node).isEqualTo(0);
    assertThat(graph.moves(node)).isEqualTo(3);
    assertThat(graph.value(node)).isEqualTo(-3);
    int first = graph.firstEdge(node);
    assertThat(Math.exp(graph.logPrior(first))).isCloseTo(0.25, within(1e-6));
    assertThat(Math.exp(graph.logPrior(first + 1))).isCloseTo(0.25, within(1e-6));
    assertThat(Math.exp(graph.logPrior(first + 2))).isCloseTo(0.5, within(1e-6));
    assertThat(graph.vertex(first + 2)).isEqualTo(9);
    assertThat(graph.visits(first)).isZero();
    assertThat(graph.child(first)).isEqualTo(SearchGraph.UNVISITED);
  }

  private static int leaf(SearchGraph graph, float value) {
    return graph.expand(0, new int[0], new float[0], value);
  }

  @Test
  void aVisitedNodeIsWorthTheMeanOfItsJudgementAndItsVisits() {
    SearchGraph graph = new SearchGraph();
    int node = graph.expand(2, new int[] {7, 8}, new float[2], -6);
    graph.setChild(0, leaf(graph, -1), -1);
    graph.setChild(1, leaf(graph, -4), 0);
    graph.addVisit(node, 1);

    assertThat(graph.visits(0)).isZero();
    assertThat(graph.visits(1)).isEqualTo(1);
    assertThat(graph.meanReturn(1)).isEqualTo(-4);
    assertThat(graph.value(node)).isEqualTo((-6 - 4) / 2.0);

    graph.addVisit(node, 0);
    graph.addVisit(node, 0);

    assertThat(graph.visits(0)).isEqualTo(2);
    assertThat(graph.meanReturn(0)).isEqualTo(-2);
    assertThat(graph.value(node)).isEqualTo((-6 - 4 - 2 * 2) / 4.0);
    assertThat(graph.judged(node)).as("as it was judged at first").isEqualTo(-6);
  }

  @Test
  void anEdgeLeadsToItsChildAtItsReward() {
    SearchGraph graph = new SearchGraph();
    graph.expand(2, new int[] {7, 8}, new float[2], 0);
    int child = graph.expand(1, new int[] {8}, new float[1], -0.5f);
    graph.setChild(0, child, -2);

    assertThat(graph.child(0)).isEqualTo(child);
    assertThat(graph.meanReturn(0)).isEqualTo(-2.5);
    assertThat(graph.firstEdge(child)).isEqualTo(2);
    assertThat(graph.vertex(graph.firstEdge(child))).isEqualTo(8);
    assertThat(graph.edges()).isEqualTo(3);
  }

  @Test
  void whatIsLearntOfANodeServesAllEdgesThatLeadToIt() {
    SearchGraph graph = new SearchGraph();
    int root = graph.expand(2, new int[] {7, 8}, new float[2], 0);
    int one = graph.expand(1, new int[] {8}, new float[1], 0);
    int other = graph.expand(1, new int[] {7}, new float[1], 0);
    int shared = graph.expand(1, new int[] {9}, new float[1], -3);
    graph.setChild(0, one, -1);
    graph.setChild(1, other, -2);
    graph.setChild(graph.firstEdge(one), shared, -2);
    graph.setChild(graph.firstEdge(other), shared, -1);
    graph.addVisit(one, graph.firstEdge(one));
    graph.addVisit(root, 0);
    graph.setChild(graph.firstEdge(shared), leaf(graph, -7), 0);
    graph.addVisit(shared, graph.firstEdge(shared));

    assertThat(graph.value(shared)).isEqualTo((-3 - 7) / 2.0);
    assertThat(graph.meanReturn(graph.firstEdge(one))).isEqualTo(-2 - 5);
    assertThat(graph.meanReturn(graph.firstEdge(other))).isEqualTo(-1 - 5);
  }

  @Test
  void growsAndKeepsWhatItHolds() {
    SearchGraph graph = new SearchGraph();
    int live = 300;
    int[] vertices = new int[live];
    Arrays.setAll(vertices, move -> move);
    for (int node = 0; node < 200; node++) {
      assertThat(graph.expand(live, vertices, new float[live], -node)).isEqualTo(node);
      assertThat(graph.edges()).isEqualTo(live * (node + 1));
      graph.setChild(graph.firstEdge(node) + node, node, node);
      graph.addVisit(node, graph.firstEdge(node) + node);
      graph.setChild(graph.firstEdge(node) + 299, node + 1, node);
    }
    for (int node = 0; node < 200; node++) {
      assertThat(graph.judged(node)).isEqualTo(-node);
      assertThat(graph.value(node)).as("its one edge leads back at no loss").isEqualTo(-node / 2.0);
      assertThat(graph.visits(graph.firstEdge(node) + node)).isEqualTo(1);
      assertThat(graph.meanReturn(graph.firstEdge(node) + node)).isEqualTo(node / 2.0);
      assertThat(graph.child(graph.firstEdge(node) + 299)).isEqualTo(node + 1);
      assertThat(graph.vertex(graph.firstEdge(node) + 299)).isEqualTo(299);
    }
  }

  @Test
  void aNodeMayHaveMoreMovesThanThereIsRoomFor() {
    SearchGraph graph = new SearchGraph();
    int live = 50_000;
    graph.expand(live, new int[live], new float[live], 0);

    assertThat(graph.logPrior(live - 1)).isCloseTo((float) -Math.log(live), within(1e-4f));
  }

  @Test
  void clearingForgetsEverything() {
    SearchGraph graph = new SearchGraph();
    graph.expand(1, new int[] {7}, new float[1], 0);
    graph.setChild(0, leaf(graph, -1), -1);
    graph.addVisit(0, 0);
    graph.clear();
    assertThat(graph.edges()).isZero();
    int node = graph.expand(1, new int[] {3}, new float[1], -1);

    assertThat(node).isEqualTo(0);
    assertThat(graph.visits(0)).isZero();
    assertThat(graph.child(0)).isEqualTo(SearchGraph.UNVISITED);
    assertThat(graph.value(node)).isEqualTo(-1);
    assertThat(graph.vertex(0)).isEqualTo(3);
  }

  @Test
  void aFinishedPositionHasNoMoves() {
    SearchGraph graph = new SearchGraph();
    int node = graph.expand(0, new int[0], new float[0], 0);

    assertThat(graph.moves(node)).isZero();
    assertThat(graph.value(node)).isZero();
  }
}
