package crosscountry.environment.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CompletedQTest {

  private static final Offset<Double> ROUNDING = within(1e-5);
  private static final SearchSettings SETTINGS =
      new SearchSettings(0, 1, 0, 50, 0.1, Transpositions.SHARED);

  private static final int ROOT = 0;

  private final CompletedQ completedQ = new CompletedQ(SETTINGS);

  /** A node of value -2 with priors 0.5, 0.3 and 0.2. */
  private static SearchGraph graph() {
    SearchGraph graph = new SearchGraph();
    float[] logits = {(float) Math.log(5), (float) Math.log(3), (float) Math.log(2)};
    graph.expand(3, new int[] {4, 6, 9}, logits, -2);
    return graph;
  }

  /** Lets an edge lead to a position of its own. */
  private static void leadTo(SearchGraph graph, int edge, float value, float reward) {
    graph.setChild(edge, graph.expand(0, new int[0], new float[0], value), reward);
  }

  private double[] transformed(SearchGraph graph) {
    double[] into = new double[3];
    completedQ.transform(graph, ROOT, into);
    return into;
  }

  @Test
  void withoutVisitsThePolicyIsThePrior() {
    SearchGraph graph = graph();

    assertThat(transformed(graph)).containsExactly(0, 0, 0);
    assertThat(completedQ.improvedPolicy(graph, ROOT)[0]).isCloseTo(0.5, ROUNDING);
    assertThat(completedQ.improvedPolicy(graph, ROOT)[1]).isCloseTo(0.3, ROUNDING);
    assertThat(completedQ.improvedPolicy(graph, ROOT)[2]).isCloseTo(0.2, ROUNDING);
  }

  @Test
  void unvisitedMovesTakeTheMixedValue() {
    SearchGraph graph = graph();
    leadTo(graph, 0, -0.5f, -1);
    leadTo(graph, 1, -2, -1);
    graph.addVisit(ROOT, 0);
    graph.addVisit(ROOT, 0);
    graph.addVisit(ROOT, 1);

    // Mixed: (-2 + 3 (0.5 (-1.5) + 0.3 (-3)) / 0.8) / 4 = -2.046875; scale: (50 + 2) 0.1 = 5.2.
    double[] expected = {5.2 * (-1.5 + 2.046875), 5.2 * (-3 + 2.046875), 0};
    assertThat(transformed(graph)).containsExactly(expected, ROUNDING);

    double[] weights = {
      0.5 * Math.exp(expected[0]), 0.3 * Math.exp(expected[1]), 0.2 * Math.exp(expected[2])
    };
    double sum = weights[0] + weights[1] + weights[2];
    double[] improved = completedQ.improvedPolicy(graph, ROOT);
    for (int move = 0; move < 3; move++) {
      assertThat(improved[move]).isCloseTo(weights[move] / sum, ROUNDING);
    }
  }

  @Test
  void equalReturnsLeaveThePriorOfVisitedMovesUnchanged() {
    SearchGraph graph = graph();
    for (int move = 0; move < 3; move++) {
      leadTo(graph, move, -4, 0);
      graph.addVisit(ROOT, move);
    }
    double[] improved = completedQ.improvedPolicy(graph, ROOT);

    assertThat(improved[0] / improved[1]).isCloseTo(5.0 / 3, ROUNDING);
    assertThat(improved[1] / improved[2]).isCloseTo(3.0 / 2, ROUNDING);
  }

  @Test
  void anyNumberOfMovesFits() {
    SearchGraph graph = new SearchGraph();
    int moves = 1000;
    graph.expand(moves, new int[moves], new float[moves], 0);

    assertThat(completedQ.improvedPolicy(graph, ROOT)[moves - 1]).isCloseTo(1.0 / moves, ROUNDING);
  }

  @Test
  void extremeLogitsStayFinite() {
    SearchGraph graph = new SearchGraph();
    graph.expand(2, new int[] {0, 1}, new float[] {1000, -1000}, 0);
    leadTo(graph, 1, -5, 0);
    graph.addVisit(ROOT, 1);
    double[] improved = completedQ.improvedPolicy(graph, ROOT);

    assertThat(improved[0] + improved[1]).isCloseTo(1, ROUNDING);
    assertThat(improved[0]).isCloseTo(1, ROUNDING);
  }
}
