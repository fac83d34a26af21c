package crosscountry.environment.bounds;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * Greatest number of paths from a vertex to any terminal that share no vertex but the first.
 *
 * <p>A unit-capacity maximum flow by augmenting paths. Each vertex v is split into an entry (node
 * 2v) and an exit (node 2v + 1) joined by one arc, so that a vertex carries at most one path.
 */
final class DisjointPaths {

  private static final int NONE = -1;

  private final int[] firstArc;
  private final int[] nextArc;
  private final int[] arcHead;
  private final boolean[] startsOpen;
  private final boolean[] open;
  private final int[] arrivalArc;
  private final int[] queue;
  private final int sink;
  private int arcs;

  DisjointPaths(int vertices, IntFunction<int[]> next, IntPredicate terminal) {
    this.sink = 2 * vertices;
    int capacity = 0;
    for (int vertex = 0; vertex < vertices; vertex++) {
      capacity += 2 * (next.apply(vertex).length + 2);
    }
    this.firstArc = new int[sink + 1];
    Arrays.fill(firstArc, NONE);
    this.nextArc = new int[capacity];
    this.arcHead = new int[capacity];
    this.startsOpen = new boolean[capacity];
    this.arrivalArc = new int[sink + 1];
    this.queue = new int[sink + 1];
    for (int vertex = 0; vertex < vertices; vertex++) {
      connect(2 * vertex, 2 * vertex + 1);
      for (int neighbour : next.apply(vertex)) {
        connect(2 * vertex + 1, 2 * neighbour);
      }
      if (terminal.test(vertex)) {
        connect(2 * vertex + 1, sink);
      }
    }
    this.open = new boolean[capacity];
  }

  /** Adds an open arc and, at the odd number after it, its closed reverse. */
  private void connect(int tail, int head) {
    startsOpen[arcs] = true;
    link(tail, head);
    link(head, tail);
  }

  private void link(int tail, int head) {
    arcHead[arcs] = head;
    nextArc[arcs] = firstArc[tail];
    firstArc[tail] = arcs++;
  }

  int count(int start) {
    System.arraycopy(startsOpen, 0, open, 0, open.length);
    int source = 2 * start + 1;
    int paths = 0;
    while (reachesSink(source)) {
      for (int node = sink; node != source; node = arcHead[arrivalArc[node] ^ 1]) {
        int arc = arrivalArc[node];
        open[arc] = false;
        open[arc ^ 1] = true;
      }
      paths++;
    }
    return paths;
  }

  private boolean reachesSink(int source) {
    Arrays.fill(arrivalArc, NONE);
    int head = 0;
    int tail = 0;
    queue[tail++] = source;
    while (head < tail) {
      for (int arc = firstArc[queue[head++]]; arc != NONE; arc = nextArc[arc]) {
        int node = arcHead[arc];
        if (!open[arc] || arrivalArc[node] != NONE || node == source) {
          continue;
        }
        arrivalArc[node] = arc;
        if (node == sink) {
          return true;
        }
        queue[tail++] = node;
      }
    }
    return false;
  }
}
