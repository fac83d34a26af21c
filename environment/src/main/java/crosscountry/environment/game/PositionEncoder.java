package crosscountry.environment.game;

import crosscountry.environment.elimination.EliminationState;

/**
 * Describes each live vertex of a position by {@link EncodedPosition#FEATURES} numbers that do not
 * depend on the size of the graph, nor on how its vertices are numbered (but for the cost unit:
 * ties in the Markowitz order that sets it go by number).
 *
 * <p>Measured in advance: a linear score over such local features, played greedily, comes close to
 * the best published orders. So the network starts from them. Counts enter as log(1 + x), which
 * keeps them of order one on any graph. Confined to one thread; allocates nothing per position.
 */
public final class PositionEncoder {

  private final VertexGame game;
  private final int[] markowitz;
  private final int[] excess;
  private final int[] fillIn;
  private final int[] damage;
  private final float[] logs;

  /** Creates an encoder for positions of a game. */
  public PositionEncoder(VertexGame game) {
    this.game = game;
    int vertices = game.graph().vertices();
    this.markowitz = new int[vertices];
    this.excess = new int[vertices];
    this.fillIn = new int[vertices];
    this.damage = new int[vertices];
    this.logs = new float[1024];
    for (int count = 0; count < logs.length; count++) {
      logs[count] = (float) Math.log1p(count);
    }
  }

  /** Encodes a position of this encoder's game. */
  public void encode(EliminationState state, EncodedPosition into) {
    into.reset(game.costUnit());
    int leastMarkowitz = Integer.MAX_VALUE;
    for (int v = state.nextLive(0); v >= 0; v = state.nextLive(v + 1)) {
      markowitz[v] = state.markowitzDegree(v);
      excess[v] = markowitz[v] - game.bounds().bound(v);
      leastMarkowitz = Math.min(leastMarkowitz, markowitz[v]);
    }
    float progress = (float) state.liveCount() / game.graph().eliminableCount();
    for (int v = state.nextLive(0); v >= 0; v = state.nextLive(v + 1)) {
      measureNeighbours(state, v);
      float[] row = into.append(v);
      describeCost(row, v, leastMarkowitz);
      describeDegrees(row, v, state);
      describePlace(row, v, state);
      row[25] = progress;
    }
  }

  /**
   * Counts the edges that eliminating v would create, and how much its neighbours would cost more.
   */
  private void measureNeighbours(EliminationState state, int v) {
    int created = 0;
    int raised = 0;
    for (int p = state.nextPredecessor(v, 0); p >= 0; p = state.nextPredecessor(v, p + 1)) {
      int gained = state.successorsMissingFrom(v, p);
      created += gained;
      if (state.isLive(p)) {
        raised += state.inDegree(p) * (gained - 1);
      }
    }
    for (int s = state.nextSuccessor(v, 0); s >= 0; s = state.nextSuccessor(v, s + 1)) {
      if (state.isLive(s)) {
        raised += state.outDegree(s) * (state.predecessorsMissingFrom(v, s) - 1);
      }
    }
    fillIn[v] = created;
    damage[v] = raised;
  }

  private void describeCost(float[] row, int v, int leastMarkowitz) {
    float unit = (float) game.costUnit();
    row[0] = log(markowitz[v]);
    row[1] = Math.min(8f, markowitz[v] / unit);
    row[2] = log(excess[v]);
    row[3] = Math.min(8f, excess[v] / unit);
    row[4] = excess[v] == 0 ? 1f : 0f;
    row[5] = log(markowitz[v] - leastMarkowitz);
    row[6] = log(fillIn[v]);
    row[7] = markowitz[v] == 0 ? 0f : (float) fillIn[v] / markowitz[v];
    row[8] = damage[v] >= 0 ? log(damage[v]) : -log(-damage[v]);
    row[9] = Math.max(-8f, Math.min(8f, damage[v] / unit));
  }

  private void describeDegrees(float[] row, int v, EliminationState state) {
    int in = state.inDegree(v);
    int out = state.outDegree(v);
    row[10] = log(in);
    row[11] = log(out);
    row[12] = log(game.bounds().inCut(v));
    row[13] = log(game.bounds().outCut(v));
    row[14] = in == 1 ? 1f : 0f;
    row[15] = out == 1 ? 1f : 0f;
    row[16] = in == 1 && out == 1 ? 1f : 0f;
    row[17] = in + out == 0 ? 0f : (float) in / (in + out);
  }

  private void describePlace(float[] row, int v, EliminationState state) {
    int inputs = 0;
    int outputs = 0;
    int neighbours = 0;
    float neighbourExcess = 0;
    float neighbourMarkowitz = 0;
    int cheaper = 0;
    for (int p = state.nextPredecessor(v, 0); p >= 0; p = state.nextPredecessor(v, p + 1)) {
      if (state.isLive(p)) {
        neighbours++;
        neighbourExcess += log(excess[p]);
        neighbourMarkowitz += log(markowitz[p]);
        cheaper += markowitz[p] < markowitz[v] ? 1 : 0;
      } else {
        inputs++;
      }
    }
    for (int s = state.nextSuccessor(v, 0); s >= 0; s = state.nextSuccessor(v, s + 1)) {
      if (state.isLive(s)) {
        neighbours++;
        neighbourExcess += log(excess[s]);
        neighbourMarkowitz += log(markowitz[s]);
        cheaper += markowitz[s] < markowitz[v] ? 1 : 0;
      } else {
        outputs++;
      }
    }
    row[18] = inputs == 0 ? 0f : (float) inputs / state.inDegree(v);
    row[19] = outputs == 0 ? 0f : (float) outputs / state.outDegree(v);
    row[20] = game.distances().depth()[v];
    row[21] = game.distances().height()[v];
    row[22] = neighbours == 0 ? 0f : neighbourExcess / neighbours;
    row[23] = neighbours == 0 ? 0f : neighbourMarkowitz / neighbours;
    row[24] = neighbours == 0 ? 0f : (float) cheaper / neighbours;
  }

  private float log(int count) {
    return count < logs.length ? logs[count] : (float) Math.log1p(count);
  }
}
