package crosscountry.environment.annealing;

import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.reduction.Opening;

/**
 * An order of a scalar graph; the hot core of annealing.
 *
 * <p>What is left of a graph depends only on the set of eliminated vertices. So moving a vertex x
 * from one position to another changes nothing outside the window between them. Inside, eliminating
 * v costs something else only if x is a neighbour of v at that moment. Known for each vertex are
 * the neighbours that it has at its elimination. With the neighbours of x followed through the
 * window, one test per position finds the few vertices that are affected, and only their neighbours
 * are computed anew: no graph is copied, and nothing is eliminated.
 *
 * <p>The opening comes first and never moves. What is left is numbered anew, so that the sets are
 * short. {@link #tryMove} allocates nothing. Used by one thread.
 */
final class ScalarOrder implements MovableOrder {

  private final int words;
  private final Opening opening;

  private final Numbering numbering;
  private final long[] bound;
  private final NeighbourRows predecessors;
  private final NeighbourRows successors;
  private final int[] order;

  /** Multiplications: [vertex]. */
  private final long[] cost;

  /** Sets of vertices that are eliminated before each position: [position][word]. */
  private final long[] eliminated;

  /** Sums of cost minus bound over the vertices before each position: [position]. */
  private final long[] excess;

  private final int[] recounted;
  private final long[] costBefore;
  private int recounts;
  private long total;

  /** Prepares the moves on what an opening leaves; there is no order before {@link #reset}. */
  ScalarOrder(Opening opening, CutBounds bounds) {
    EliminationState start = opening.left();
    this.opening = opening;
    this.numbering = new Numbering(opening);
    int vertices = numbering.count();
    this.words = (vertices + Long.SIZE - 1) / Long.SIZE;
    this.bound = new long[vertices];
    this.predecessors = new NeighbourRows(vertices, words);
    this.successors = new NeighbourRows(vertices, words);
    this.order = new int[opening.leftCount()];
    this.cost = new long[vertices];
    this.eliminated = new long[(order.length + 1) * words];
    this.excess = new long[order.length + 1];
    this.recounted = new int[vertices];
    this.costBefore = new long[vertices];
    for (int number = 0; number < vertices; number++) {
      int vertex = numbering.name(number);
      bound[number] = bounds.bound(vertex);
      for (int p = start.nextPredecessor(vertex, 0);
          p >= 0;
          p = start.nextPredecessor(vertex, p + 1)) {
        predecessors.addFirst(number, numbering.number(p));
        successors.addFirst(numbering.number(p), number);
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
    total = opening.multiplications();
    for (int position = 0; position < order.length; position++) {
      int vertex = order[position];
      predecessors.compute(vertex, eliminated, position * words);
      successors.compute(vertex, eliminated, position * words);
      cost[vertex] = (long) predecessors.count(vertex) * successors.count(vertex);
      total += cost[vertex];
      advance(position);
    }
  }

  @Override
  public long tryMove(int from, int to, long limit) {
    long change = from < to ? eliminateLater(from, to, limit) : eliminateEarlier(from, to, limit);
    if (change > limit) {
      takeBack();
      return TOO_MUCH;
    }
    keep();
    shift(from, to);
    for (int position = Math.max(from, to) + 2;
        change != 0 && position < excess.length;
        position++) {
      excess[position] += change;
    }
    total += change;
    return change;
  }

  /** Computes what changes when x is eliminated after the vertices of the window. */
  private long eliminateLater(int from, int to, long limit) {
    int x = order[from];
    predecessors.followAfterElimination(x);
    successors.followAfterElimination(x);
    // What is still to come can save no more than its excess, and x no more than its own.
    long affordable = limit + excess[to + 1] + cost[x] - bound[x];
    long change = 0;
    for (int position = from + 1; position <= to; position++) {
      int v = order[position];
      if (successors.movingHas(v)) {
        predecessors.computeWithout(x, v, eliminated, position * words);
        successors.follow(v);
      } else if (predecessors.movingHas(v)) {
        successors.computeWithout(x, v, eliminated, position * words);
        predecessors.follow(v);
      } else {
        continue;
      }
      change += recount(v);
      if (change > affordable - excess[position + 1]) {
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
    predecessors.followBeforeElimination(x, eliminated, to * words);
    successors.followBeforeElimination(x, eliminated, to * words);
    // What is still to come can save no more than its excess.
    long affordable = limit + excess[from];
    long change = recount(x);
    if (change > affordable - excess[to]) {
      return TOO_MUCH;
    }
    for (int position = to; position < from; position++) {
      int v = order[position];
      if (successors.movingHas(v)) {
        predecessors.bypass(x, v);
        successors.follow(v);
      } else if (predecessors.movingHas(v)) {
        successors.bypass(x, v);
        predecessors.follow(v);
      } else {
        continue;
      }
      change += recount(v);
      if (change > affordable - excess[position + 1]) {
        return TOO_MUCH;
      }
    }
    return change;
  }

  private long recount(int vertex) {
    long before = cost[vertex];
    recounted[recounts] = vertex;
    costBefore[recounts++] = before;
    cost[vertex] = (long) predecessors.count(vertex) * successors.count(vertex);
    return cost[vertex] - before;
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
      advance(position);
    }
  }

  /** Derives what is kept of the position after the given one. */
  private void advance(int position) {
    int vertex = order[position];
    int set = position * words;
    System.arraycopy(eliminated, set, eliminated, set + words, words);
    eliminated[set + words + (vertex >> 6)] |= 1L << vertex;
    excess[position + 1] = excess[position] + cost[vertex] - bound[vertex];
  }
}
