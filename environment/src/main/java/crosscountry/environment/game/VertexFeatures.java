package crosscountry.environment.game;

import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.elimination.PackedRow;

/**
 * The features of each live vertex of a position, kept as rows of {@link EncodedPosition#FEATURES}
 * numbers, and what they are computed from: degrees, Markowitz degree and excess.
 *
 * <p>A row depends on the vertex's own edges, on the edges and degrees of its neighbours, and in
 * one column each on the least Markowitz degree and on how many vertices are live. Which rows have
 * to be computed again after a move is for {@link FollowedPosition} to say. Nothing allocates.
 */
final class VertexFeatures {

  private static final int ABOVE_LEAST = 5;
  private static final int PROGRESS = 25;

  private final VertexGame game;
  private final float unit;
  private final float[] logs;

  private final int[] inDegree;
  private final int[] outDegree;
  private final int[] markowitz;
  private final int[] excess;
  private final float[] logMarkowitz;
  private final float[] logExcess;

  /** [vertex][feature]. */
  private final float[] rows;

  private int leastMarkowitz;

  private final PackedRow predecessors;
  private final PackedRow successors;

  VertexFeatures(VertexGame game) {
    int vertices = game.graph().vertices();
    this.game = game;
    this.unit = (float) game.costUnit();
    this.logs = new float[1024];
    for (int count = 0; count < logs.length; count++) {
      logs[count] = (float) Math.log1p(count);
    }
    this.inDegree = new int[vertices];
    this.outDegree = new int[vertices];
    this.markowitz = new int[vertices];
    this.excess = new int[vertices];
    this.logMarkowitz = new float[vertices];
    this.logExcess = new float[vertices];
    this.rows = new float[vertices * EncodedPosition.FEATURES];
    this.predecessors = new PackedRow(vertices);
    this.successors = new PackedRow(vertices);
  }

  /** Makes these features equal to those of another position of the same game. */
  void copyFrom(VertexFeatures other) {
    System.arraycopy(other.inDegree, 0, inDegree, 0, inDegree.length);
    System.arraycopy(other.outDegree, 0, outDegree, 0, outDegree.length);
    System.arraycopy(other.markowitz, 0, markowitz, 0, markowitz.length);
    System.arraycopy(other.excess, 0, excess, 0, excess.length);
    System.arraycopy(other.logMarkowitz, 0, logMarkowitz, 0, logMarkowitz.length);
    System.arraycopy(other.logExcess, 0, logExcess, 0, logExcess.length);
    System.arraycopy(other.rows, 0, rows, 0, rows.length);
    leastMarkowitz = other.leastMarkowitz;
  }

  /** Returns the in-degree that the vertex had when it was last priced. */
  int inDegree(int v) {
    return inDegree[v];
  }

  /** Returns the out-degree that the vertex had when it was last priced. */
  int outDegree(int v) {
    return outDegree[v];
  }

  /** Returns the Markowitz degree that the vertex had when it was last priced. */
  int markowitz(int v) {
    return markowitz[v];
  }

  /** Takes over a vertex's degrees; all vertices are priced before any is described. */
  void price(EliminationState state, int v) {
    inDegree[v] = state.inDegree(v);
    outDegree[v] = state.outDegree(v);
    markowitz[v] = inDegree[v] * outDegree[v];
    excess[v] = markowitz[v] - game.bounds().bound(v);
    logMarkowitz[v] = log(markowitz[v]);
    logExcess[v] = log(excess[v]);
  }

  /** Takes over the least Markowitz degree of the live vertices, after they have been priced. */
  void compareWithLeast(EliminationState state) {
    int least = Integer.MAX_VALUE;
    for (int v = state.nextLive(0); v >= 0; v = state.nextLive(v + 1)) {
      least = Math.min(least, markowitz[v]);
    }
    if (least != leastMarkowitz) {
      leastMarkowitz = least;
      for (int v = state.nextLive(0); v >= 0; v = state.nextLive(v + 1)) {
        rows[v * EncodedPosition.FEATURES + ABOVE_LEAST] = log(markowitz[v] - least);
      }
    }
  }

  /** Computes the whole row of a vertex anew. */
  void describe(EliminationState state, int v) {
    state.packPredecessors(v, predecessors);
    state.packSuccessors(v, successors);
    describeCost(state, v);
    describeDegrees(v);
    describePlace(state, v);
  }

  /** Computes anew what the row of a vertex says of its neighbours' prices. */
  void describeNeighbours(EliminationState state, int v) {
    state.packPredecessors(v, predecessors);
    state.packSuccessors(v, successors);
    describePlace(state, v);
  }

  /** Appends the rows of all live vertices. */
  void appendTo(EncodedPosition into, EliminationState state) {
    float progress = (float) state.liveCount() / game.graph().eliminableCount();
    for (int v = state.nextLive(0); v >= 0; v = state.nextLive(v + 1)) {
      float[] row = into.append(v);
      System.arraycopy(rows, v * EncodedPosition.FEATURES, row, 0, EncodedPosition.FEATURES);
      row[PROGRESS] = progress;
    }
  }

  private void describeCost(EliminationState state, int v) {
    int created = 0;
    int raised = 0;
    for (int word = 0; word < predecessors.words(); word++) {
      for (long bits = predecessors.bits(word); bits != 0; bits &= bits - 1) {
        int p = predecessors.first(word) + Long.numberOfTrailingZeros(bits);
        int gained = state.successorsMissingFrom(successors, p);
        created += gained;
        if (state.isLive(p)) {
          raised += inDegree[p] * (gained - 1);
        }
      }
    }
    for (int word = 0; word < successors.words(); word++) {
      for (long bits = successors.bits(word); bits != 0; bits &= bits - 1) {
        int s = successors.first(word) + Long.numberOfTrailingZeros(bits);
        if (state.isLive(s)) {
          raised += outDegree[s] * (state.predecessorsMissingFrom(predecessors, s) - 1);
        }
      }
    }
    int row = v * EncodedPosition.FEATURES;
    rows[row] = logMarkowitz[v];
    rows[row + 1] = Math.min(8f, markowitz[v] / unit);
    rows[row + 2] = logExcess[v];
    rows[row + 3] = Math.min(8f, excess[v] / unit);
    rows[row + 4] = excess[v] == 0 ? 1f : 0f;
    rows[row + ABOVE_LEAST] = log(markowitz[v] - leastMarkowitz);
    rows[row + 6] = log(created);
    rows[row + 7] = markowitz[v] == 0 ? 0f : (float) created / markowitz[v];
    rows[row + 8] = raised >= 0 ? log(raised) : -log(-raised);
    rows[row + 9] = Math.max(-8f, Math.min(8f, raised / unit));
  }

  private void describeDegrees(int v) {
    int in = inDegree[v];
    int out = outDegree[v];
    int row = v * EncodedPosition.FEATURES;
    rows[row + 10] = log(in);
    rows[row + 11] = log(out);
    rows[row + 12] = log(game.bounds().inCut(v));
    rows[row + 13] = log(game.bounds().outCut(v));
    rows[row + 14] = in == 1 ? 1f : 0f;
    rows[row + 15] = out == 1 ? 1f : 0f;
    rows[row + 16] = in == 1 && out == 1 ? 1f : 0f;
    rows[row + 17] = in + out == 0 ? 0f : (float) in / (in + out);
  }

  private void describePlace(EliminationState state, int v) {
    int inputs = 0;
    int outputs = 0;
    int neighbours = 0;
    float neighbourExcess = 0;
    float neighbourMarkowitz = 0;
    int cheaper = 0;
    for (int word = 0; word < predecessors.words(); word++) {
      for (long bits = predecessors.bits(word); bits != 0; bits &= bits - 1) {
        int p = predecessors.first(word) + Long.numberOfTrailingZeros(bits);
        if (state.isLive(p)) {
          neighbours++;
          neighbourExcess += logExcess[p];
          neighbourMarkowitz += logMarkowitz[p];
          cheaper += markowitz[p] < markowitz[v] ? 1 : 0;
        } else {
          inputs++;
        }
      }
    }
    for (int word = 0; word < successors.words(); word++) {
      for (long bits = successors.bits(word); bits != 0; bits &= bits - 1) {
        int s = successors.first(word) + Long.numberOfTrailingZeros(bits);
        if (state.isLive(s)) {
          neighbours++;
          neighbourExcess += logExcess[s];
          neighbourMarkowitz += logMarkowitz[s];
          cheaper += markowitz[s] < markowitz[v] ? 1 : 0;
        } else {
          outputs++;
        }
      }
    }
    int row = v * EncodedPosition.FEATURES;
    rows[row + 18] = inputs == 0 ? 0f : (float) inputs / inDegree[v];
    rows[row + 19] = outputs == 0 ? 0f : (float) outputs / outDegree[v];
    rows[row + 20] = game.distances().depth()[v];
    rows[row + 21] = game.distances().height()[v];
    rows[row + 22] = neighbours == 0 ? 0f : neighbourExcess / neighbours;
    rows[row + 23] = neighbours == 0 ? 0f : neighbourMarkowitz / neighbours;
    rows[row + 24] = neighbours == 0 ? 0f : (float) cheaper / neighbours;
  }

  private float log(int count) {
    return count < logs.length ? logs[count] : (float) Math.log1p(count);
  }
}
