package crosscountry.environment.accumulation;

import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.structure.JacobianStructure;
import crosscountry.environment.structure.PrincipleRules;
import crosscountry.environment.structure.Shape;
import crosscountry.environment.structure.StructureRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts the multiplications of an order by the rules of a graph.
 *
 * <p>Deliberately slow and unlike {@link crosscountry.environment.elimination.EliminationState}:
 * edges are entries of maps, and the rules are asked for every product, so that an error in the bit
 * matrices or the tables of the one cannot hide in the other.
 */
final class StructureRecount {

  private static final JacobianStructure ONE_VALUE =
      JacobianStructure.dense(Shape.SCALAR, Shape.SCALAR);

  private final StructureRules rules;
  private final List<Map<Integer, JacobianStructure>> into = new ArrayList<>();
  private final List<Map<Integer, JacobianStructure>> outOf = new ArrayList<>();
  private long multiplications;

  private StructureRecount(ComputationalGraph graph) {
    this.rules = graph.isScalar() ? PrincipleRules.PRINCIPLE : graph.structures().rules();
    for (int vertex = 0; vertex < graph.vertices(); vertex++) {
      into.add(new TreeMap<>());
      outOf.add(new TreeMap<>());
    }
    for (int head = 0; head < graph.vertices(); head++) {
      int[] tails = graph.predecessors(head);
      for (int edge = 0; edge < tails.length; edge++) {
        add(tails[edge], head, structure(graph, head, edge));
      }
    }
  }

  private static JacobianStructure structure(ComputationalGraph graph, int head, int edge) {
    return graph.isScalar()
        ? ONE_VALUE
        : graph.structures().structure(graph.structuresInto(head)[edge]);
  }

  /** Returns the multiplications of an order of the graph. */
  static long along(EliminationOrder order, ComputationalGraph graph) {
    StructureRecount recount = new StructureRecount(graph);
    for (int step = 0; step < order.length(); step++) {
      recount.eliminate(order.vertex(step));
    }
    return recount.multiplications;
  }

  private void eliminate(int vertex) {
    Map<Integer, JacobianStructure> arriving = into.get(vertex);
    Map<Integer, JacobianStructure> leaving = outOf.get(vertex);
    leaving.forEach(
        (head, out) ->
            arriving.forEach(
                (tail, in) -> {
                  multiplications += rules.multiplications(in, out);
                  add(tail, head, rules.product(in, out));
                }));
    arriving.keySet().forEach(tail -> outOf.get(tail).remove(vertex));
    leaving.keySet().forEach(head -> into.get(head).remove(vertex));
    arriving.clear();
    leaving.clear();
  }

  private void add(int tail, int head, JacobianStructure structure) {
    into.get(head).merge(tail, structure, rules::sum);
    outOf.get(tail).merge(head, structure, rules::sum);
  }
}
