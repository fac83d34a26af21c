package crosscountry.environment.bounds;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * Greatest number of paths from a vertex to any terminal that share no vertex but the first and
 * those that are lifted; and a least set of vertices that cuts all such paths (Menger's theorem).
 *
 * <p>A maximum flow by augmenting paths. Each vertex v is split into an entry (node 2v) and an exit
 * (node 2v + 1) joined by one arc of capacity 1, so that a vertex carries at most one path. Lifting
 * a vertex makes that arc's capacity unlimited, as those of all other arcs are. Searches are undone
 * arc by arc, so that one that stays near its vertex costs no more than what it has seen.
 */
final class DisjointPaths {

  private static final int NONE = -1;

  /** More than any flow. */
  private static final int UNLIMITED = 1 << 30;

  private final int[] firstArc;
  private final int[] nextArc;
  private final int[] arcHead;

  /** How much more each arc can carry: [arc]; the reverse of an arc has the odd number after it. */
  private final int[] room;

  /** The arc from entry to exit: [vertex]. */
  private final int[] vertexArc;

  /** Whether a counted path may begin with the arc: [arc]. */
  private final boolean[] opening;

  private final int[] arrivalArc;

  /** In which search each node was seen last: [node]. */
  private final int[] seenIn;

  private final int[] stack;
  private final int[] seen;
  private final int[] cut;
  private final int sink;
  private int arcs;
  private int search;
  private int seenCount;
  private int cutSize;

  /** Arcs that carry one path more than at first, as often as they do so. */
  private int[] carried = new int[64];

  private int carriedCount;

  /** How many of them belong to the last {@link #count}. */
  private int counted;

  private int source = NONE;

  /**
   * Prepares the paths of a graph.
   *
   * @param next where a path may lead from a vertex
   * @param terminal where it may end
   */
  DisjointPaths(int vertices, IntFunction<int[]> next, IntPredicate terminal) {
    this(vertices, next, next, terminal);
  }

  /**
   * Prepares the paths of a graph whose first edges are not any.
   *
   * @param first where a path may lead from the vertex that it begins at, of {@code next}
   * @param next where it may lead from any other vertex
   * @param terminal where it may end
   */
  DisjointPaths(
      int vertices, IntFunction<int[]> first, IntFunction<int[]> next, IntPredicate terminal) {
    this.sink = 2 * vertices;
    int capacity = 0;
    for (int vertex = 0; vertex < vertices; vertex++) {
      capacity += 2 * (next.apply(vertex).length + 2);
    }
    this.firstArc = new int[sink + 1];
    Arrays.fill(firstArc, NONE);
    this.nextArc = new int[capacity];
    this.arcHead = new int[capacity];
    this.room = new int[capacity];
    this.vertexArc = new int[vertices];
    this.opening = new boolean[capacity];
    this.arrivalArc = new int[sink + 1];
    this.seenIn = new int[sink + 1];
    this.stack = new int[sink + 1];
    this.seen = new int[sink + 1];
    this.cut = new int[vertices];
    int[] firstOf = new int[vertices];
    Arrays.fill(firstOf, NONE);
    for (int vertex = 0; vertex < vertices; vertex++) {
      vertexArc[vertex] = arcs;
      connect(2 * vertex, 2 * vertex + 1, 1);
      for (int neighbour : first.apply(vertex)) {
        firstOf[neighbour] = vertex;
      }
      for (int neighbour : next.apply(vertex)) {
        opening[arcs] = firstOf[neighbour] == vertex;
        connect(2 * vertex + 1, 2 * neighbour, UNLIMITED);
      }
      if (terminal.test(vertex)) {
        opening[arcs] = true;
        connect(2 * vertex + 1, sink, UNLIMITED);
      }
    }
  }

  private void connect(int tail, int head, int capacity) {
    room[arcs] = capacity;
    link(tail, head);
    link(head, tail);
  }

  private void link(int tail, int head) {
    arcHead[arcs] = head;
    nextArc[arcs] = firstArc[tail];
    firstArc[tail] = arcs++;
  }

  /** Lets any number of paths share a vertex from now on. */
  void lift(int vertex) {
    takeBack(0);
    room[vertexArc[vertex]] = UNLIMITED;
  }

  /** Counts the paths from a vertex; {@link #cutMember} then tells the cut nearest to it. */
  int count(int start) {
    takeBack(0);
    source = 2 * start + 1;
    int paths = augment();
    counted = carriedCount;
    return paths;
  }

  /**
   * Begins with no path from a vertex; {@link #grow} adds them one by one.
   *
   * @param start where all paths begin
   */
  void begin(int start) {
    takeBack(0);
    source = 2 * start + 1;
  }

  /**
   * Adds a path that begins with the edge to a vertex, if there is one beside those that were added
   * since {@link #begin}. They keep their first edges, and may change otherwise.
   *
   * <p>The sets of first edges that are possible at once are the independent sets of a matroid, a
   * gammoid (Perfect, Applications of Menger's graph theorem, 1968). So to try edges by descending
   * weight finds as many as possible, of the greatest weight.
   *
   * @return whether there was one
   */
  boolean grow(int second) {
    int arc = firstArc[source];
    while (arcHead[arc] != 2 * second) {
      arc = nextArc[arc];
    }
    search++;
    seenCount = 0;
    seenIn[source] = search;
    seenIn[2 * second] = search;
    arrivalArc[2 * second] = arc;
    stack[0] = 2 * second;
    if (!reachesSink(1)) {
      return false;
    }
    carryAll();
    return true;
  }

  /**
   * Returns by how much the last {@link #count} would grow if one more vertex were lifted; {@link
   * #cutMember} then tells the cut for that case.
   */
  int growthByLifting(int vertex) {
    takeBack(counted);
    int arc = vertexArc[vertex];
    room[arc] += UNLIMITED;
    int growth = augment();
    takeBack(counted);
    room[arc] -= UNLIMITED;
    return growth;
  }

  /** Returns the size of the cut that the last search found. */
  int cutSize() {
    return cutSize;
  }

  /** Returns a vertex of the cut that the last search found, by its place in it. */
  int cutMember(int place) {
    return cut[place];
  }

  /** Finds as many more paths as there are, and the cut that shows that there are no more. */
  private int augment() {
    int paths = 0;
    while (reachesSink()) {
      carryAll();
      paths++;
    }
    cutSize = 0;
    for (int index = 0; index < seenCount; index++) {
      int node = seen[index];
      if ((node & 1) == 0 && seenIn[node + 1] != search) {
        cut[cutSize++] = node >> 1;
      }
    }
    return paths;
  }

  private void carryAll() {
    for (int node = sink; node != source; node = arcHead[arrivalArc[node] ^ 1]) {
      carry(arrivalArc[node]);
    }
  }

  private void carry(int arc) {
    room[arc]--;
    room[arc ^ 1]++;
    if (carriedCount == carried.length) {
      carried = Arrays.copyOf(carried, 2 * carriedCount);
    }
    carried[carriedCount++] = arc;
  }

  private void takeBack(int remaining) {
    while (carriedCount > remaining) {
      int arc = carried[--carriedCount];
      room[arc]++;
      room[arc ^ 1]--;
    }
  }

  private boolean reachesSink() {
    search++;
    seenCount = 0;
    seenIn[source] = search;
    stack[0] = source;
    return reachesSink(1);
  }

  /** Goes on from the nodes on the stack. */
  private boolean reachesSink(int onStack) {
    int depth = onStack;
    while (depth > 0) {
      int from = stack[--depth];
      for (int arc = firstArc[from]; arc != NONE; arc = nextArc[arc]) {
        int node = arcHead[arc];
        if (room[arc] == 0 || seenIn[node] == search || (from == source && !opening[arc])) {
          continue;
        }
        seenIn[node] = search;
        arrivalArc[node] = arc;
        if (node == sink) {
          return true;
        }
        seen[seenCount++] = node;
        stack[depth++] = node;
      }
    }
    return false;
  }
}
