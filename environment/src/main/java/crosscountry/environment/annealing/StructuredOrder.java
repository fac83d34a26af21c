package crosscountry.environment.annealing;

import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.reduction.Opening;
import crosscountry.environment.structure.StructureTable;
import java.util.Arrays;

/**
 * An order of a graph whose edges carry Jacobians with a structure.
 *
 * <p>As in {@link ScalarOrder}, moving a vertex x can change what eliminating v costs only if v
 * lies in the window between the two positions and is a neighbour of x at that moment: only then
 * are v's edges computed from others than before. Beyond the window everything is as it was,
 * provided that the rules leave the same structures whatever the order was. By rules that may not
 * ({@link ComputationalGraph#isSetDetermined}), a move that the window would allow is followed to
 * the end of the order before it is decided on. One that is too dear within the window is refused
 * even so, though what follows might have become cheaper.
 *
 * <p>{@link #tryMove} allocates nothing, once all structures have occurred.
 */
final class StructuredOrder implements MovableOrder {

  private static final int NEVER = Integer.MAX_VALUE;

  private final int words;
  private final Opening opening;
  private final boolean setDetermined;
  private final StructureTable table;

  private final Numbering numbering;
  private final long[] bound;
  private final PredecessorRows predecessors;
  private final SuccessorRows successors;
  private final int[] order;

  /** Twice the position, or between two such numbers for a vertex that is being moved. */
  private final int[] times;

  /** Multiplications: [vertex]. */
  private final long[] cost;

  /** Sums of cost minus bound over the vertices before each position: [position]. */
  private final long[] excess;

  /** Vertices whose edges arrive from others than before: [word]. */
  private final long[] staleIn;

  /** Vertices whose edges lead to others than before: [word]. */
  private final long[] staleOut;

  private final int[] recounted;
  private final long[] costBefore;
  private int recounts;
  private long total;

  StructuredOrder(Opening opening, CutBounds bounds) {
    EliminationState start = opening.left();
    ComputationalGraph graph = start.graph();
    this.opening = opening;
    this.table = graph.structures();
    this.setDetermined = graph.isSetDetermined();
    this.numbering = new Numbering(opening);
    int vertices = numbering.count();
    this.words = (vertices + Long.SIZE - 1) / Long.SIZE;
    this.bound = new long[vertices];
    this.predecessors = new PredecessorRows(table, vertices, words);
    this.successors = new SuccessorRows(table, vertices, words);
    this.order = new int[opening.leftCount()];
    this.times = new int[vertices];
    this.cost = new long[vertices];
    this.excess = new long[order.length + 1];
    this.staleIn = new long[words];
    this.staleOut = new long[words];
    this.recounted = new int[vertices];
    this.costBefore = new long[vertices];
    Arrays.fill(times, NEVER);
    for (int number = 0; number < vertices; number++) {
      int head = numbering.name(number);
      bound[number] = bounds.bound(head);
      for (int p = start.nextPredecessor(head, 0); p >= 0; p = start.nextPredecessor(head, p + 1)) {
        predecessors.addFirst(number, numbering.number(p), start.structure(p, head));
        successors.addFirst(numbering.number(p), number, start.structure(p, head));
      }
    }
  }

  @Override
  public int length() {
    return order.length;
  }

  @Override
  public long total() {
    return total;
  }

  @Override
  public int[] vertices() {
    return numbering.order(order);
  }

  @Override
  public void reset(int[] vertices) {
    System.arraycopy(numbering.restOf(vertices), 0, order, 0, order.length);
    for (int position = 0; position < order.length; position++) {
      times[order[position]] = 2 * position;
    }
    total = opening.multiplications();
    for (int position = 0; position < order.length; position++) {
      int vertex = order[position];
      predecessors.compute(vertex, times);
      successors.compute(vertex, times);
      cost[vertex] = count(vertex);
      total += cost[vertex];
      advance(position);
    }
  }

  @Override
  public long tryMove(int from, int to, long limit) {
    int x = order[from];
    if (!setDetermined) {
      Arrays.fill(staleIn, 0);
      Arrays.fill(staleOut, 0);
      markNeighbours(x);
    }
    long change = from < to ? eliminateLater(from, to, limit) : eliminateEarlier(from, to, limit);
    if (change <= limit && !setDetermined) {
      markNeighbours(x);
      change += followToEnd(Math.max(from, to) + 1);
    }
    if (change > limit) {
      takeBack();
      times[x] = 2 * from;
      return TOO_MUCH;
    }
    keep();
    shift(from, to);
    total += change;
    return change;
  }

  /** Computes what changes when x is eliminated after the vertices of the window. */
  private long eliminateLater(int from, int to, long limit) {
    int x = order[from];
    times[x] = 2 * to + 1;
    predecessors.followAfterElimination(x);
    successors.followAfterElimination(x);
    // What is still to come can save no more than its excess, and x no more than its own.
    long affordable = limit + excess[to + 1] + cost[x] - bound[x];
    long change = 0;
    for (int position = from + 1; position <= to; position++) {
      int v = order[position];
      if (successors.movingHas(v)) {
        recomputeIn(v);
        successors.follow(v);
      } else if (predecessors.movingHas(v)) {
        recomputeOut(v);
        predecessors.follow(v);
      } else {
        continue;
      }
      change += recount(v);
      if (setDetermined && change > affordable - excess[position + 1]) {
        return TOO_MUCH;
      }
    }
    predecessors.place(x);
    successors.place(x);
    return change + recount(x);
  }

  /** Computes what changes when x is eliminated before the vertices of the window. */
  private long eliminateEarlier(int from, int to, long limit) {
    int x = order[from];
    times[x] = 2 * to - 1;
    predecessors.recompute(x, times);
    successors.recompute(x, times);
    // What is still to come can save no more than its excess.
    long affordable = limit + excess[from];
    long change = recount(x);
    if (setDetermined && change > affordable - excess[to]) {
      return TOO_MUCH;
    }
    for (int position = to; position < from; position++) {
      int v = order[position];
      if (predecessors.has(v, x)) {
        recomputeIn(v);
      } else if (successors.has(v, x)) {
        recomputeOut(v);
      } else {
        continue;
      }
      change += recount(v);
      if (setDetermined && change > affordable - excess[position + 1]) {
        return TOO_MUCH;
      }
    }
    return change;
  }

  /** Computes what changes from a position on because structures there have become others. */
  private long followToEnd(int first) {
    long change = 0;
    for (int position = first; position < order.length; position++) {
      int v = order[position];
      boolean changedIn = holds(staleIn, v) && recomputeIn(v);
      boolean changedOut = holds(staleOut, v) && recomputeOut(v);
      if (changedIn || changedOut) {
        change += recount(v);
      }
    }
    return change;
  }

  /** Computes the edges into a vertex anew, and marks whose edges may come from them. */
  private boolean recomputeIn(int v) {
    predecessors.recompute(v, times);
    boolean changed = !setDetermined && predecessors.changed(v);
    if (changed) {
      successors.addTo(staleIn, v);
    }
    return changed;
  }

  /** Computes the edges out of a vertex anew, and marks whose edges may come from them. */
  private boolean recomputeOut(int v) {
    successors.recompute(v, times);
    boolean changed = !setDetermined && successors.changed(v);
    if (changed) {
      predecessors.addTo(staleOut, v);
    }
    return changed;
  }

  /** Marks those that a vertex hands its edges to, which may get them in another sequence. */
  private void markNeighbours(int vertex) {
    successors.addTo(staleIn, vertex);
    predecessors.addTo(staleOut, vertex);
  }

  private static boolean holds(long[] set, int vertex) {
    return (set[vertex >> 6] >> vertex & 1) != 0;
  }

  private long recount(int vertex) {
    long before = cost[vertex];
    recounted[recounts] = vertex;
    costBefore[recounts++] = before;
    cost[vertex] = count(vertex);
    return cost[vertex] - before;
  }

  /** Returns the multiplications that eliminating a vertex with its present edges takes. */
  private long count(int vertex) {
    long count = 0;
    for (int word = 0; word < words; word++) {
      for (long tails = predecessors.bits(vertex, word); tails != 0; tails &= tails - 1) {
        int in = predecessors.number(vertex, (word << 6) + Long.numberOfTrailingZeros(tails));
        count += countOf(in, vertex);
      }
    }
    return count;
  }

  private long countOf(int in, int vertex) {
    long count = 0;
    for (int word = 0; word < words; word++) {
      for (long heads = successors.bits(vertex, word); heads != 0; heads &= heads - 1) {
        int out = successors.number(vertex, (word << 6) + Long.numberOfTrailingZeros(heads));
        count += table.multiplications(in, out);
      }
    }
    return count;
  }

  private void keep() {
    predecessors.keep();
    successors.keep();
    recounts = 0;
  }

  private void takeBack() {
    predecessors.takeBack();
    successors.takeBack();
    while (recounts > 0) {
      recounts--;
      cost[recounted[recounts]] = costBefore[recounts];
    }
  }

  /** Moves the vertex within the order and brings what is kept per position up to date. */
  private void shift(int from, int to) {
    int x = order[from];
    if (from < to) {
      System.arraycopy(order, from + 1, order, from, to - from);
    } else {
      System.arraycopy(order, to, order, to + 1, from - to);
    }
    order[to] = x;
    for (int position = Math.min(from, to); position <= Math.max(from, to); position++) {
      times[order[position]] = 2 * position;
    }
    for (int position = Math.min(from, to); position < order.length; position++) {
      advance(position);
    }
  }

  /** Derives what is kept of the position after the given one. */
  private void advance(int position) {
    int vertex = order[position];
    excess[position + 1] = excess[position] + cost[vertex] - bound[vertex];
  }
}
