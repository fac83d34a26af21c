package crosscountry.environment.search;

import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.reduction.Opening;

/** Collects a game while it is played; begins with the opening. */
final class GameRecord {

  private static final int[] NO_MOVES = {};
  private static final float[] NO_POLICY = {};

  private final int[] vertices;
  private final int[] costs;
  private final int[][] policyMoves;
  private final float[][] policy;
  private final float[] rootValues;
  private int steps;

  GameRecord(VertexGame game) {
    int all = game.graph().eliminableCount();
    this.vertices = new int[all];
    this.costs = new int[all];
    this.policyMoves = new int[all][];
    this.policy = new float[all][];
    this.rootValues = new float[all];
    Opening opening = game.opening();
    for (int step = 0; step < opening.count(); step++) {
      add(opening.vertex(step), opening.cost(step), 0);
    }
  }

  /** Adds a step that no search chose. */
  void add(int vertex, int cost, float rootValue) {
    add(vertex, cost, rootValue, NO_MOVES, NO_POLICY);
  }

  /** Adds a step that a search chose. */
  void add(SearchResult choice, int cost) {
    add(choice.vertex(), cost, choice.rootValue(), choice.moves(), choice.policy());
  }

  private void add(int vertex, int cost, float rootValue, int[] moves, float[] weights) {
    vertices[steps] = vertex;
    costs[steps] = cost;
    rootValues[steps] = rootValue;
    policyMoves[steps] = moves;
    policy[steps] = weights;
    steps++;
  }

  Trajectory finish(long evaluations) {
    return new Trajectory(vertices, costs, policyMoves, policy, rootValues, evaluations);
  }
}
