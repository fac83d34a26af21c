package crosscountry.environment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SearchTreeTest {

  @Test
  void priorsAreNormalised() {
    SearchTree tree = new SearchTree();
    int node = tree.expand(3, new int[] {7, 8, 9}, new float[] {1, 1, 1 + (float) Math.log(2)}, -3);

    assertThat(node).isEqualTo(SearchTree.ROOT);
    assertThat(tree.moves(node)).isEqualTo(3);
    assertThat(tree.value(node)).isEqualTo(-3);
    int first = tree.firstEdge(node);
    assertThat(Math.exp(tree.logPrior(first))).isCloseTo(0.25, within(1e-6));
    assertThat(Math.exp(tree.logPrior(first + 1))).isCloseTo(0.25, within(1e-6));
    assertThat(Math.exp(tree.logPrior(first + 2))).isCloseTo(0.5, within(1e-6));
    assertThat(tree.vertex(first + 2)).isEqualTo(9);
    assertThat(tree.visits(first)).isZero();
    assertThat(tree.child(first)).isEqualTo(SearchTree.UNVISITED);
  }

  @Test
  void visitsAverageReturns() {
    SearchTree tree = new SearchTree();
    tree.expand(2, new int[] {7, 8}, new float[2], 0);
    tree.addVisit(1, -1);
    tree.addVisit(1, -4);

    assertThat(tree.visits(0)).isZero();
    assertThat(tree.visits(1)).isEqualTo(2);
    assertThat(tree.meanReturn(1)).isEqualTo(-2.5);
  }

  @Test
  void anEdgeLeadsToItsChildAtItsReward() {
    SearchTree tree = new SearchTree();
    tree.expand(2, new int[] {7, 8}, new float[2], 0);
    int child = tree.expand(1, new int[] {8}, new float[1], -0.5f);
    tree.setChild(0, child, -2);

    assertThat(tree.child(0)).isEqualTo(child);
    assertThat(tree.reward(0)).isEqualTo(-2);
    assertThat(tree.firstEdge(child)).isEqualTo(2);
    assertThat(tree.vertex(tree.firstEdge(child))).isEqualTo(8);
  }

  @Test
  void growsAndKeepsWhatItHolds() {
    SearchTree tree = new SearchTree();
    int live = 300;
    int[] vertices = new int[live];
    Arrays.setAll(vertices, move -> move);
    for (int node = 0; node < 200; node++) {
      assertThat(tree.expand(live, vertices, new float[live], -node)).isEqualTo(node);
      tree.addVisit(tree.firstEdge(node) + node, -node);
      tree.setChild(tree.firstEdge(node) + 1, node + 1, node);
    }
    for (int node = 0; node < 200; node++) {
      assertThat(tree.value(node)).isEqualTo(-node);
      assertThat(tree.meanReturn(tree.firstEdge(node) + node)).isEqualTo(-node);
      assertThat(tree.child(tree.firstEdge(node) + 1)).isEqualTo(node + 1);
      assertThat(tree.reward(tree.firstEdge(node) + 1)).isEqualTo(node);
      assertThat(tree.vertex(tree.firstEdge(node) + 299)).isEqualTo(299);
    }
  }

  @Test
  void aNodeMayHaveMoreMovesThanTheTreeHasRoom() {
    SearchTree tree = new SearchTree();
    int live = 50_000;
    tree.expand(live, new int[live], new float[live], 0);

    assertThat(tree.logPrior(live - 1)).isCloseTo((float) -Math.log(live), within(1e-4f));
  }

  @Test
  void clearingForgetsEverything() {
    SearchTree tree = new SearchTree();
    tree.expand(1, new int[] {7}, new float[1], 0);
    tree.addVisit(0, -1);
    tree.setChild(0, 5, -1);
    tree.clear();
    int node = tree.expand(1, new int[] {3}, new float[1], -1);

    assertThat(node).isEqualTo(SearchTree.ROOT);
    assertThat(tree.visits(0)).isZero();
    assertThat(tree.child(0)).isEqualTo(SearchTree.UNVISITED);
    assertThat(tree.reward(0)).isZero();
    assertThat(tree.vertex(0)).isEqualTo(3);
  }

  @Test
  void aFinishedPositionHasNoMoves() {
    SearchTree tree = new SearchTree();
    int node = tree.expand(0, new int[0], new float[0], 0);

    assertThat(tree.moves(node)).isZero();
    assertThat(tree.value(node)).isZero();
  }
}
