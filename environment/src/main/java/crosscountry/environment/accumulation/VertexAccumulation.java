package crosscountry.environment.accumulation;

import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Operand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Accumulates a Jacobian by vertex elimination, product by product, and counts the products
 * (Griewank and Walther, Evaluating Derivatives, 2nd ed., section 9.2).
 *
 * <p>Deliberately slow and unlike {@link crosscountry.environment.elimination.EliminationState}:
 * edges are entries of maps, so that an error in the bit matrices of the one cannot hide in the
 * other.
 *
 * @param <E> what the edges carry
 */
public final class VertexAccumulation<E> {

  private final Linearization<E> linearization;
  private final Ring<E> ring;
  private final List<Map<Integer, E>> partialsInto = new ArrayList<>();
  private final List<Map<Integer, E>> partialsOutOf = new ArrayList<>();
  private long multiplications;

  private VertexAccumulation(Linearization<E> linearization) {
    this.linearization = linearization;
    this.ring = linearization.ring();
    int vertices = linearization.graph().vertices();
    for (int vertex = 0; vertex < vertices; vertex++) {
      partialsInto.add(new TreeMap<>());
      partialsOutOf.add(new TreeMap<>());
    }
    for (int head = 0; head < vertices; head++) {
      for (int edge = 0; edge < linearization.inDegree(head); edge++) {
        add(linearization.tail(head, edge), head, linearization.partial(head, edge));
      }
    }
  }

  /** Eliminates in the given order, which must be one of the linearization's own graph. */
  public static <E> AccumulatedJacobian<E> along(
      EliminationOrder order, Linearization<E> linearization) {
    VertexAccumulation<E> accumulation = new VertexAccumulation<>(linearization);
    for (int step = 0; step < order.length(); step++) {
      accumulation.eliminate(order.vertex(step));
    }
    return new AccumulatedJacobian<>(accumulation.jacobian(), accumulation.multiplications);
  }

  private void eliminate(int vertex) {
    Map<Integer, E> into = partialsInto.get(vertex);
    Map<Integer, E> outOf = partialsOutOf.get(vertex);
    into.forEach(
        (tail, arriving) ->
            outOf.forEach(
                (head, leaving) -> {
                  add(tail, head, ring.product(leaving, arriving));
                  multiplications++;
                }));
    into.keySet().forEach(tail -> partialsOutOf.get(tail).remove(vertex));
    outOf.keySet().forEach(head -> partialsInto.get(head).remove(vertex));
    into.clear();
    outOf.clear();
  }

  private void add(int tail, int head, E partial) {
    partialsInto.get(head).merge(tail, partial, ring::sum);
    partialsOutOf.get(tail).merge(head, partial, ring::sum);
  }

  private List<List<E>> jacobian() {
    return linearization.outputs().stream().map(this::row).toList();
  }

  private List<E> row(Operand output) {
    ComputationalGraph graph = linearization.graph();
    List<E> row = new ArrayList<>(Collections.nCopies(graph.inputs(), ring.zero()));
    if (output instanceof Operand.Input input) {
      row.set(input.position(), ring.one());
    } else if (output instanceof Operand.Result result) {
      partialsInto.get(graph.dependentOf(result.equation())).forEach(row::set);
    }
    return row;
  }
}
