package crosscountry.environment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CompletedQTest {

  private static final Offset<Double> ROUNDING = within(1e-5);
  private static final SearchSettings SETTINGS = new SearchSettings(0, 1, 0, 50, 0.1);

  private final CompletedQ completedQ = new CompletedQ(SETTINGS);

  /** A node of value -2 with priors 0.5, 0.3 and 0.2. */
  private static SearchTree tree() {
    SearchTree tree = new SearchTree();
    float[] logits = {(float) Math.log(5), (float) Math.log(3), (float) Math.log(2)};
    tree.expand(3, new int[] {4, 6, 9}, logits, -2);
    return tree;
  }

  private double[] transformed(SearchTree tree) {
    double[] into = new double[3];
    completedQ.transform(tree, SearchTree.ROOT, into);
    return into;
  }

  @Test
  void withoutVisitsThePolicyIsThePrior() {
    SearchTree tree = tree();

    assertThat(transformed(tree)).containsExactly(0, 0, 0);
    assertThat(completedQ.improvedPolicy(tree, SearchTree.ROOT)[0]).isCloseTo(0.5, ROUNDING);
    assertThat(completedQ.improvedPolicy(tree, SearchTree.ROOT)[1]).isCloseTo(0.3, ROUNDING);
    assertThat(completedQ.improvedPolicy(tree, SearchTree.ROOT)[2]).isCloseTo(0.2, ROUNDING);
  }

  @Test
  void unvisitedMovesTakeTheMixedValue() {
    SearchTree tree = tree();
    tree.addVisit(0, -1);
    tree.addVisit(0, -2);
    tree.addVisit(1, -3);

    // Mixed: (-2 + 3 (0.5 (-1.5) + 0.3 (-3)) / 0.8) / 4 = -2.046875; scale: (50 + 2) 0.1 = 5.2.
    double[] expected = {5.2 * (-1.5 + 2.046875), 5.2 * (-3 + 2.046875), 0};
    assertThat(transformed(tree)).containsExactly(expected, ROUNDING);

    double[] weights = {
      0.5 * Math.exp(expected[0]), 0.3 * Math.exp(expected[1]), 0.2 * Math.exp(expected[2])
    };
    double sum = weights[0] + weights[1] + weights[2];
    double[] improved = completedQ.improvedPolicy(tree, SearchTree.ROOT);
    for (int move = 0; move < 3; move++) {
      assertThat(improved[move]).isCloseTo(weights[move] / sum, ROUNDING);
    }
  }

  @Test
  void equalReturnsLeaveThePriorOfVisitedMovesUnchanged() {
    SearchTree tree = tree();
    for (int move = 0; move < 3; move++) {
      tree.addVisit(move, -4);
    }
    double[] improved = completedQ.improvedPolicy(tree, SearchTree.ROOT);

    assertThat(improved[0] / improved[1]).isCloseTo(5.0 / 3, ROUNDING);
    assertThat(improved[1] / improved[2]).isCloseTo(3.0 / 2, ROUNDING);
  }

  @Test
  void anyNumberOfMovesFits() {
    SearchTree tree = new SearchTree();
    int moves = 1000;
    tree.expand(moves, new int[moves], new float[moves], 0);

    assertThat(completedQ.improvedPolicy(tree, SearchTree.ROOT)[moves - 1])
        .isCloseTo(1.0 / moves, ROUNDING);
  }

  @Test
  void extremeLogitsStayFinite() {
    SearchTree tree = new SearchTree();
    tree.expand(2, new int[] {0, 1}, new float[] {1000, -1000}, 0);
    tree.addVisit(1, -5);
    double[] improved = completedQ.improvedPolicy(tree, SearchTree.ROOT);

    assertThat(improved[0] + improved[1]).isCloseTo(1, ROUNDING);
    assertThat(improved[0]).isCloseTo(1, ROUNDING);
  }
}
