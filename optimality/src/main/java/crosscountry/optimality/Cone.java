package crosscountry.optimality;

import java.util.Arrays;
import java.util.BitSet;

/**
 * One side of a vertex, the apex: all vertices on paths between it and the inputs, or between it
 * and the outputs; and how small its degree on that side can be.
 *
 * <p>The neighbours of the apex after some eliminations separate it, on that side, from all inputs
 * or outputs and from all live vertices. So their number is at least a minimum vertex cut, in which
 * an eliminated vertex cannot take part (Menger's theorem; Griewank and Walther, Evaluating
 * Derivatives, 2nd ed., section 10.2, for what an elimination joins).
 */
final class Cone {

  private static final int NONE = -1;
  private static final int UNLIMITED = Integer.MAX_VALUE / 2;

  private final int apex;
  private final int[] members;
  private final int[] liveMembers;

  /** Arcs lead away from the apex; each is followed by its reverse. */
  private final int[] firstArc;

  private final int[] nextArc;
  private final int[] arcHead;
  private final int[] startCapacity;
  private final int[] capacity;
  private final int[] throughArc;
  private final int[] sinkArc;
  private final int[] arrivalArc;
  private final int[] queue;
  private final int source;
  private final int sink;
  private int arcs;

  Cone(Kernel kernel, Side side, int apex) {
    this.apex = apex;
    this.members = kernel.reachable(side, apex);
    this.liveMembers = Arrays.stream(members).filter(kernel::isLive).toArray();
    this.source = 2 * members.length;
    this.sink = source + 1;
    int most = 2 * kernel.neighbours(side, apex).length;
    for (int member : members) {
      most += 2 * (kernel.neighbours(side, member).length + 2);
    }
    this.firstArc = new int[sink + 1];
    Arrays.fill(firstArc, NONE);
    this.nextArc = new int[most];
    this.arcHead = new int[most];
    this.startCapacity = new int[most];
    this.throughArc = new int[members.length];
    this.sinkArc = new int[members.length];
    this.arrivalArc = new int[sink + 1];
    this.queue = new int[sink + 1];
    for (int neighbour : kernel.neighbours(side, apex)) {
      connect(source, 2 * place(neighbour), UNLIMITED);
    }
    for (int place = 0; place < members.length; place++) {
      int sinkCapacity = kernel.isLive(members[place]) ? 0 : UNLIMITED;
      throughArc[place] = connect(2 * place, 2 * place + 1, 1);
      sinkArc[place] = connect(2 * place + 1, sink, sinkCapacity);
      for (int neighbour : kernel.neighbours(side, members[place])) {
        connect(2 * place + 1, 2 * place(neighbour), UNLIMITED);
      }
    }
    this.capacity = new int[most];
  }

  private int place(int vertex) {
    return Arrays.binarySearch(members, vertex);
  }

  private int connect(int tail, int head, int arcCapacity) {
    int arc = arcs;
    link(tail, head, arcCapacity);
    link(head, tail, 0);
    return arc;
  }

  private void link(int tail, int head, int arcCapacity) {
    arcHead[arcs] = head;
    startCapacity[arcs] = arcCapacity;
    nextArc[arcs] = firstArc[tail];
    firstArc[tail] = arcs++;
  }

  /** Returns the vertex whose side this is. */
  int apex() {
    return apex;
  }

  /** Returns the vertices on this side, ascending, without the apex. */
  int[] members() {
    return members;
  }

  /** Returns the vertices on this side that are left to eliminate, ascending. */
  int[] liveMembers() {
    return liveMembers;
  }

  /**
   * Returns the least degree that the apex can have while some vertices are live, some eliminated,
   * and nothing is said of the others.
   */
  int leastDegree(BitSet live, BitSet eliminated) {
    System.arraycopy(startCapacity, 0, capacity, 0, capacity.length);
    for (int place = 0; place < members.length; place++) {
      if (eliminated.get(members[place])) {
        capacity[throughArc[place]] = UNLIMITED;
      } else if (live.get(members[place])) {
        capacity[sinkArc[place]] = UNLIMITED;
      }
    }
    int paths = 0;
    while (reachesSink()) {
      for (int node = sink; node != source; node = arcHead[arrivalArc[node] ^ 1]) {
        capacity[arrivalArc[node]]--;
        capacity[arrivalArc[node] ^ 1]++;
      }
      paths++;
    }
    return paths;
  }

  private boolean reachesSink() {
    Arrays.fill(arrivalArc, NONE);
    int head = 0;
    int tail = 0;
    queue[tail++] = source;
    while (head < tail) {
      for (int arc = firstArc[queue[head++]]; arc != NONE; arc = nextArc[arc]) {
        int node = arcHead[arc];
        if (capacity[arc] == 0 || arrivalArc[node] != NONE || node == source) {
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
