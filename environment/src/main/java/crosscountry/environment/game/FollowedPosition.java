package crosscountry.environment.game;

import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.elimination.PackedRow;

/**
 * A position that is followed move by move and can be encoded at any time: describes each live
 * vertex by {@link EncodedPosition#FEATURES} numbers that do not depend on the size of the graph,
 * nor on how its vertices are numbered (but for the cost unit: ties in the Markowitz order that
 * sets it go by number).
 *
 * <p>Measured in advance: a linear score over such local features, played greedily, comes close to
 * the best published orders. So the network starts from them. Counts enter as log(1 + x), which
 * keeps them of order one on any graph. With tensors, multiplications do so in {@link
 * VertexGame#grain}; fill-in counts edges as in a scalar graph, and the cuts are of degrees.
 *
 * <p>A move only marks what it changes. What is marked is computed again when the position is next
 * encoded, so that a path of several moves computes each vertex once; the values are those that a
 * fresh position would compute. Confined to one thread; allocates nothing once made.
 */
public final class FollowedPosition {

  private final EliminationState state;
  private final boolean scalar;
  private final VertexFeatures features;

  /** Since the features were last brought up to date: whose own edges have changed, ... */
  private final VertexSet changed;

  /** ... and which vertices new edges left ... */
  private final VertexSet newTails;

  /** ... and entered. */
  private final VertexSet newHeads;

  private final VertexSet stale;
  private final VertexSet staleMeans;
  private final VertexSet between;
  private final PackedRow predecessors;
  private final PackedRow successors;
  private final int[] degreeBefore;
  private final int[] rowOf;
  private long descriptions;

  /** Creates the position in which nothing has been eliminated. */
  public FollowedPosition(VertexGame game) {
    int vertices = game.graph().vertices();
    this.state = new EliminationState(game.graph());
    this.scalar = game.graph().isScalar();
    this.features = new VertexFeatures(game);
    this.changed = new VertexSet(vertices);
    this.newTails = new VertexSet(vertices);
    this.newHeads = new VertexSet(vertices);
    this.stale = new VertexSet(vertices);
    this.staleMeans = new VertexSet(vertices);
    this.between = new VertexSet(vertices);
    this.predecessors = new PackedRow(vertices);
    this.successors = new PackedRow(vertices);
    this.degreeBefore = new int[vertices];
    this.rowOf = new int[vertices];
    forget();
  }

  /**
   * Makes this position equal to another position of the same game, with what is known of it.
   *
   * @throws IllegalArgumentException if the other position is of another graph
   */
  public void copyFrom(FollowedPosition other) {
    state.copyFrom(other.state);
    features.copyFrom(other.features);
    changed.copyFrom(other.changed);
    newTails.copyFrom(other.newTails);
    newHeads.copyFrom(other.newHeads);
  }

  /**
   * Makes this the position of a state of the same graph: by the moves that lead there if there are
   * any, which keeps what is known of all other vertices. Where the order of moves may make a
   * difference, only if it made none.
   *
   * @throws IllegalArgumentException if the state is of another graph
   */
  public void moveTo(EliminationState target) {
    if (target.graph() == state.graph() && leadsTo(target)) {
      for (int v = state.nextLive(0); v >= 0; v = state.nextLive(v + 1)) {
        if (!target.isLive(v)) {
          eliminate(v);
        }
      }
      if (state.graph().isScalar() || state.sameAs(target)) {
        return;
      }
    }
    state.copyFrom(target);
    forget();
  }

  /** Tells whether all vertices that are live there are live here. */
  private boolean leadsTo(EliminationState target) {
    for (int v = target.nextLive(0); v >= 0; v = target.nextLive(v + 1)) {
      if (!state.isLive(v)) {
        return false;
      }
    }
    return true;
  }

  private void forget() {
    features.begin(state);
    newTails.clear();
    newHeads.clear();
    changed.clear();
    for (int v = state.nextLive(0); v >= 0; v = state.nextLive(v + 1)) {
      changed.add(v);
    }
  }

  /**
   * Eliminates a live vertex.
   *
   * @return the multiplications this took
   * @throws IllegalArgumentException if the vertex is an input, an output, or eliminated already
   */
  public int eliminate(int vertex) {
    state.packPredecessors(vertex, predecessors);
    state.packSuccessors(vertex, successors);
    for (int word = 0; word < predecessors.words(); word++) {
      for (long bits = predecessors.bits(word); bits != 0; bits &= bits - 1) {
        int tail = predecessors.first(word) + Long.numberOfTrailingZeros(bits);
        degreeBefore[tail] = state.outDegree(tail);
      }
    }
    for (int word = 0; word < successors.words(); word++) {
      for (long bits = successors.bits(word); bits != 0; bits &= bits - 1) {
        int head = successors.first(word) + Long.numberOfTrailingZeros(bits);
        degreeBefore[head] = state.inDegree(head);
      }
    }
    int cost = state.eliminate(vertex);
    features.remove(vertex);
    changed.addAll(predecessors);
    changed.addAll(successors);
    markNewEdges();
    return cost;
  }

  /** A neighbour lost one edge, to the eliminated vertex; if its degree fell by less, it gained. */
  private void markNewEdges() {
    for (int word = 0; word < predecessors.words(); word++) {
      for (long bits = predecessors.bits(word); bits != 0; bits &= bits - 1) {
        int tail = predecessors.first(word) + Long.numberOfTrailingZeros(bits);
        if (state.outDegree(tail) >= degreeBefore[tail]) {
          newTails.add(tail);
        }
      }
    }
    for (int word = 0; word < successors.words(); word++) {
      for (long bits = successors.bits(word); bits != 0; bits &= bits - 1) {
        int head = successors.first(word) + Long.numberOfTrailingZeros(bits);
        if (state.inDegree(head) >= degreeBefore[head]) {
          newHeads.add(head);
        }
      }
    }
  }

  /**
   * Copies the set of live vertices.
   *
   * @param into receives them as bits, as many words as the graph's vertices need
   */
  public void copyLive(long[] into) {
    state.copyLive(into);
  }

  /** Tells whether the game is over. */
  public boolean isOver() {
    return state.isBipartite();
  }

  /** Returns how many rows of features this has computed, in whole or in part, since its making. */
  public long descriptions() {
    return descriptions;
  }

  /**
   * Encodes the position, after computing anew what moves since the last encoding have changed.
   *
   * @param into shows this position's rows until it is encoded again or becomes another
   */
  public void encode(EncodedPosition into) {
    stale.clear();
    staleMeans.clear();
    markBetweenNewEdges();
    priceChanged();
    stale.addAll(changed);
    features.compareWithLeast();
    refresh();
    features.show(into);
    into.listedBy(this);
  }

  /**
   * Lists the edges between live vertices.
   *
   * @param encoded shows this position
   * @param into holds no list yet
   * @throws IllegalStateException if this position is no longer the one that was encoded
   */
  void listNeighbours(EncodedPosition encoded, LiveNeighbours into) {
    int live = encoded.live();
    if (live != state.liveCount()) {
      throw new IllegalStateException(
          "The position had %d live vertices when it was encoded and has %d now"
              .formatted(live, state.liveCount()));
    }
    for (int row = 0; row < live; row++) {
      rowOf[encoded.vertices()[row]] = row;
    }
    for (int row = 0; row < live; row++) {
      int v = encoded.vertices()[row];
      state.packPredecessors(v, predecessors);
      state.packSuccessors(v, successors);
      listLive(predecessors, into.predecessors());
      listLive(successors, into.successors());
    }
  }

  private void listLive(PackedRow vertices, NeighbourLists into) {
    for (int word = 0; word < vertices.words(); word++) {
      for (long bits = vertices.bits(word); bits != 0; bits &= bits - 1) {
        int v = vertices.first(word) + Long.numberOfTrailingZeros(bits);
        if (state.isLive(v)) {
          into.add(rowOf[v]);
        }
      }
    }
    into.endList();
  }

  /** A new edge is one less to be created by whoever lies between its ends. */
  private void markBetweenNewEdges() {
    between.clear();
    for (int tail = newTails.next(0); tail >= 0; tail = newTails.next(tail + 1)) {
      state.packSuccessors(tail, successors);
      between.addAll(successors);
    }
    for (int head = newHeads.next(0); head >= 0; head = newHeads.next(head + 1)) {
      state.packPredecessors(head, predecessors);
      stale.addAll(predecessors);
    }
    stale.retainAll(between);
    newTails.clear();
    newHeads.clear();
  }

  /**
   * Takes over new degrees and costs, and marks who looks at them: the damage done by a predecessor
   * counts the out-degree, that done by a successor the in-degree, and all neighbours' means the
   * cost. With tensors the damage done by any neighbour looks at the structures of the edges, which
   * may change though the degrees do not.
   */
  private void priceChanged() {
    for (int v = changed.next(0); v >= 0; v = changed.next(v + 1)) {
      if (!state.isLive(v)) {
        changed.remove(v);
        continue;
      }
      boolean newInDegree = !scalar || state.inDegree(v) != features.inDegree(v);
      boolean newOutDegree = !scalar || state.outDegree(v) != features.outDegree(v);
      boolean newCost = state.markowitzDegree(v) != features.markowitz(v);
      if (!newInDegree && !newOutDegree && !newCost) {
        continue;
      }
      state.packPredecessors(v, predecessors);
      state.packSuccessors(v, successors);
      if (newOutDegree) {
        stale.addAll(predecessors);
      }
      if (newInDegree) {
        stale.addAll(successors);
      }
      features.price(state, v);
      if (newCost) {
        staleMeans.addAll(predecessors);
        staleMeans.addAll(successors);
      }
    }
  }

  private void refresh() {
    staleMeans.removeAll(stale);
    for (int v = stale.next(0); v >= 0; v = stale.next(v + 1)) {
      if (state.isLive(v)) {
        features.describe(state, v);
        descriptions++;
      }
    }
    for (int v = staleMeans.next(0); v >= 0; v = staleMeans.next(v + 1)) {
      if (state.isLive(v)) {
        features.describeNeighbours(state, v);
        descriptions++;
      }
    }
    changed.clear();
  }
}
