package crosscountry.optimality;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Both sides of every vertex of a kernel. Used by one thread. */
final class Cones {

  private final List<Both> all = new ArrayList<>();

  Cones(Kernel kernel) {
    BitSet none = new BitSet();
    for (int vertex : kernel.vertices()) {
      Cone in = new Cone(kernel, Side.IN, vertex);
      Cone out = new Cone(kernel, Side.OUT, vertex);
      all.add(new Both(vertex, in, out, in.leastDegree(none, none), out.leastDegree(none, none)));
    }
  }

  /** Returns both sides of every vertex, in ascending order of vertices. */
  List<Both> all() {
    return all;
  }

  /**
   * Both sides of a vertex.
   *
   * @param apex the vertex
   * @param in what lies between it and the inputs
   * @param out what lies between it and the outputs
   * @param leastIn the least in-degree it can have in any order
   * @param leastOut the least out-degree it can have in any order
   */
  record Both(int apex, Cone in, Cone out, int leastIn, int leastOut) {}
}
