package crosscountry.environment.game;

import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.elimination.PackedRow;
import java.util.Arrays;

/**
 * The features of each live vertex of a position, kept as rows of {@link EncodedPosition#FEATURES}
 * numbers, and what they are computed from: degrees, Markowitz degree (which is the true cost of an
 * elimination) and excess.
 *
 * <p>A row depends on the vertex's own edges, on the edges, degrees and costs of its neighbours,
 * and in one column each on the least Markowitz degree, on the least sum of that and the damage,
 * and on how many vertices are live. Which rows have to be computed again after a move is for
 * {@link FollowedPosition} to say. Nothing allocates.
 */
final class VertexFeatures {

  private static final float[] LOGS = logs();
  private static final int ABOVE_LEAST = 5;
  private static final int IN_DEGREE = 10;
  private static final int OUT_DEGREE = 11;
  private static final int PROGRESS = 25;
  private static final int SCORE_ABOVE_LEAST = 33;

  private final VertexGame game;
  private final float unit;
  private final double grain;
  private final boolean scalar;

  private final int[] inDegree;
  private final int[] outDegree;
  private final int[] markowitz;
  private final int[] excess;
  private final float[] logMarkowitz;
  private final float[] logExcess;

  /** [vertex][feature]; null for vertices that cannot be eliminated. */
  private final float[][] rows;

  /** The live vertices, ascending, and their rows. */
  private final int[] live;

  private final float[][] liveRows;
  private int liveCount;

  private int leastMarkowitz;

  /** Markowitz degree plus damage; the least of it comes first in the order that LMMD takes. */
  private final long[] scores;

  /** How often this has been changed, so that copies can tell whether it still is as it was. */
  private long edition;

  /** What this was last copied from, in which edition, and which vertices may differ since. */
  private VertexFeatures source;

  private long sourceEdition;
  private final VertexSet differing;

  private final PackedRow predecessors;
  private final PackedRow successors;

  VertexFeatures(VertexGame game) {
    int vertices = game.graph().vertices();
    this.game = game;
    this.unit = (float) game.costUnit();
    this.grain = game.grain();
    this.scalar = game.graph().isScalar();
    this.inDegree = new int[vertices];
    this.outDegree = new int[vertices];
    this.markowitz = new int[vertices];
    this.excess = new int[vertices];
    this.logMarkowitz = new float[vertices];
    this.logExcess = new float[vertices];
    this.scores = new long[vertices];
    this.rows = new float[vertices][];
    for (int v : game.graph().eliminable()) {
      rows[v] = new float[EncodedPosition.FEATURES];
    }
    this.live = new int[game.graph().eliminableCount()];
    this.liveRows = new float[live.length][];
    this.differing = new VertexSet(vertices);
    this.predecessors = new PackedRow(vertices);
    this.successors = new PackedRow(vertices);
  }

  /**
   * Makes these features equal to those of another position of the same game; copying again from
   * the same takes time by what has been changed in between.
   */
  void copyFrom(VertexFeatures other) {
    liveCount = other.liveCount;
    System.arraycopy(other.live, 0, live, 0, liveCount);
    for (int index = 0; index < liveCount; index++) {
      liveRows[index] = rows[live[index]];
    }
    if (other == source && other.edition == sourceEdition) {
      copyDiffering(other);
    } else {
      copyAll(other);
    }
    leastMarkowitz = other.leastMarkowitz;
    source = other;
    sourceEdition = other.edition;
    differing.clear();
    edition++;
  }

  private void copyAll(VertexFeatures other) {
    System.arraycopy(other.inDegree, 0, inDegree, 0, inDegree.length);
    System.arraycopy(other.outDegree, 0, outDegree, 0, outDegree.length);
    System.arraycopy(other.markowitz, 0, markowitz, 0, markowitz.length);
    System.arraycopy(other.excess, 0, excess, 0, excess.length);
    System.arraycopy(other.logMarkowitz, 0, logMarkowitz, 0, logMarkowitz.length);
    System.arraycopy(other.logExcess, 0, logExcess, 0, logExcess.length);
    System.arraycopy(other.scores, 0, scores, 0, scores.length);
    for (int index = 0; index < liveCount; index++) {
      System.arraycopy(other.liveRows[index], 0, liveRows[index], 0, EncodedPosition.FEATURES);
    }
  }

  private void copyDiffering(VertexFeatures other) {
    if (leastMarkowitz != other.leastMarkowitz) {
      for (int index = 0; index < liveCount; index++) {
        liveRows[index][ABOVE_LEAST] = other.liveRows[index][ABOVE_LEAST];
      }
    }
    for (int v = differing.next(0); v >= 0; v = differing.next(v + 1)) {
      inDegree[v] = other.inDegree[v];
      outDegree[v] = other.outDegree[v];
      markowitz[v] = other.markowitz[v];
      excess[v] = other.excess[v];
      logMarkowitz[v] = other.logMarkowitz[v];
      logExcess[v] = other.logExcess[v];
      scores[v] = other.scores[v];
      System.arraycopy(other.rows[v], 0, rows[v], 0, EncodedPosition.FEATURES);
    }
  }

  /** Begins with the live vertices of a state, none of which is described yet. */
  void begin(EliminationState state) {
    edition++;
    liveCount = 0;
    for (int v = state.nextLive(0); v >= 0; v = state.nextLive(v + 1)) {
      live[liveCount] = v;
      liveRows[liveCount++] = rows[v];
    }
  }

  /** Leaves out a live vertex from now on. */
  void remove(int v) {
    int index = Arrays.binarySearch(live, 0, liveCount, v);
    liveCount--;
    edition++;
    // What stands in its row may be told of another least than the one it is copied back to.
    differing.add(v);
    System.arraycopy(live, index + 1, live, index, liveCount - index);
    System.arraycopy(liveRows, index + 1, liveRows, index, liveCount - index);
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
    change(v);
    inDegree[v] = state.inDegree(v);
    outDegree[v] = state.outDegree(v);
    markowitz[v] = state.markowitzDegree(v);
    excess[v] = markowitz[v] - game.bounds().bound(v);
    logMarkowitz[v] = logCost(markowitz[v]);
    logExcess[v] = logCost(excess[v]);
  }

  /** Takes over the least Markowitz degree of the live vertices, after they have been priced. */
  void compareWithLeast() {
    int least = Integer.MAX_VALUE;
    for (int index = 0; index < liveCount; index++) {
      least = Math.min(least, markowitz[live[index]]);
    }
    if (least != leastMarkowitz) {
      leastMarkowitz = least;
      for (int index = 0; index < liveCount; index++) {
        liveRows[index][ABOVE_LEAST] = logCost(markowitz[live[index]] - least);
      }
    }
  }

  /** Computes the whole row of a vertex anew. */
  void describe(EliminationState state, int v) {
    change(v);
    state.packPredecessors(v, predecessors);
    state.packSuccessors(v, successors);
    describeCost(state, v);
    describeDegrees(v);
    describePlace(state, v);
  }

  /** Computes anew what the row of a vertex says of its neighbours' prices. */
  void describeNeighbours(EliminationState state, int v) {
    change(v);
    state.packPredecessors(v, predecessors);
    state.packSuccessors(v, successors);
    describePlace(state, v);
  }

  private void change(int v) {
    differing.add(v);
    edition++;
  }

  /** Shows the rows of all live vertices. */
  void show(EncodedPosition into) {
    float progress = (float) liveCount / game.graph().eliminableCount();
    long leastScore = Long.MAX_VALUE;
    for (int index = 0; index < liveCount; index++) {
      leastScore = Math.min(leastScore, scores[live[index]]);
    }
    for (int index = 0; index < liveCount; index++) {
      liveRows[index][PROGRESS] = progress;
      liveRows[index][SCORE_ABOVE_LEAST] = logCost(scores[live[index]] - leastScore);
    }
    if (game.features() == FeatureSet.DEGREES) {
      hideAllButDegrees();
    }
    into.show(game.costUnit(), liveCount, live, liveRows);
  }

  private void hideAllButDegrees() {
    for (int index = 0; index < liveCount; index++) {
      Arrays.fill(liveRows[index], 0, IN_DEGREE, 0f);
      Arrays.fill(liveRows[index], OUT_DEGREE + 1, EncodedPosition.FEATURES, 0f);
    }
  }

  private void describeCost(EliminationState state, int v) {
    int created = 0;
    long raisedBehind = 0;
    long raisedAhead = 0;
    for (int word = 0; word < predecessors.words(); word++) {
      for (long bits = predecessors.bits(word); bits != 0; bits &= bits - 1) {
        int p = predecessors.first(word) + Long.numberOfTrailingZeros(bits);
        int gained = state.successorsMissingFrom(successors, p);
        created += gained;
        if (scalar && state.isLive(p)) {
          raisedBehind += (long) inDegree[p] * (gained - 1);
        }
      }
    }
    if (scalar) {
      raisedAhead = damageAhead(state);
    } else {
      raisedBehind = state.damageToPredecessors(v);
      raisedAhead = state.damageToSuccessors(v);
    }
    float[] row = rows[v];
    row[0] = logMarkowitz[v];
    row[1] = Math.min(8f, markowitz[v] / unit);
    row[2] = logExcess[v];
    row[3] = Math.min(8f, excess[v] / unit);
    row[4] = excess[v] == 0 ? 1f : 0f;
    row[ABOVE_LEAST] = logCost(markowitz[v] - leastMarkowitz);
    row[6] = log(created);
    int products = inDegree[v] * outDegree[v];
    row[7] = products == 0 ? 0f : (float) created / products;
    long raised = raisedBehind + raisedAhead;
    row[8] = logChange(raised);
    row[9] = Math.max(-8f, Math.min(8f, raised / unit));
    row[26] = logChange(raisedBehind);
    scores[v] = markowitz[v] + raised;
    row[32] = logChange(scores[v]);
  }

  private long damageAhead(EliminationState state) {
    long raised = 0;
    for (int word = 0; word < successors.words(); word++) {
      for (long bits = successors.bits(word); bits != 0; bits &= bits - 1) {
        int s = successors.first(word) + Long.numberOfTrailingZeros(bits);
        if (state.isLive(s)) {
          raised += (long) outDegree[s] * (state.predecessorsMissingFrom(predecessors, s) - 1);
        }
      }
    }
    return raised;
  }

  private void describeDegrees(int v) {
    int in = inDegree[v];
    int out = outDegree[v];
    float[] row = rows[v];
    row[IN_DEGREE] = log(in);
    row[OUT_DEGREE] = log(out);
    row[12] = log(game.bounds().inCut(v));
    row[13] = log(game.bounds().outCut(v));
    row[14] = in == 1 ? 1f : 0f;
    row[15] = out == 1 ? 1f : 0f;
    row[16] = in == 1 && out == 1 ? 1f : 0f;
    row[17] = in + out == 0 ? 0f : (float) in / (in + out);
    VertexExtents extents = game.extents();
    row[27] = extents.logHeld()[v];
    row[28] = extents.logInWidth()[v];
    row[29] = extents.logOutWidth()[v];
    row[30] = extents.logInputs()[v];
    row[31] = extents.logOutputs()[v];
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
    float[] row = rows[v];
    row[18] = inputs == 0 ? 0f : (float) inputs / inDegree[v];
    row[19] = outputs == 0 ? 0f : (float) outputs / outDegree[v];
    row[20] = game.distances().depth()[v];
    row[21] = game.distances().height()[v];
    row[22] = neighbours == 0 ? 0f : neighbourExcess / neighbours;
    row[23] = neighbours == 0 ? 0f : neighbourMarkowitz / neighbours;
    row[24] = neighbours == 0 ? 0f : (float) cheaper / neighbours;
  }

  private float logChange(long multiplications) {
    return multiplications >= 0 ? logCost(multiplications) : -logCost(-multiplications);
  }

  private float logCost(long multiplications) {
    return grain == 1 && multiplications < LOGS.length
        ? LOGS[(int) multiplications]
        : (float) Math.log1p(multiplications / grain);
  }

  private float log(int count) {
    return count < LOGS.length ? LOGS[count] : (float) Math.log1p(count);
  }

  private static float[] logs() {
    float[] table = new float[1024];
    for (int count = 0; count < table.length; count++) {
      table[count] = (float) Math.log1p(count);
    }
    return table;
  }
}
