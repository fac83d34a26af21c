package crosscountry.environment.game;

import crosscountry.environment.elimination.EliminationState;
import crosscountry.environment.structure.StructureTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the moves of a game add onto edges, where the order of sums may make a difference to the
 * structure that comes out, as it does by some rules with tensors ({@link
 * crosscountry.environment.structure.StructureRules#setDetermined}). Moves that add onto one edge
 * need not touch each other; if it makes a difference there, they keep their order nevertheless.
 */
final class EdgeSums {

  private final StructureTable table;
  private final Map<Edge, Sum> sums = new LinkedHashMap<>();

  EdgeSums(StructureTable table) {
    this.table = table;
  }

  private record Edge(int tail, int head) {}

  /**
   * Everything that is added onto an edge.
   *
   * @param existing number of the structure that the edge has before; none where there is no edge
   * @param moves that add to it, in the order of the game
   * @param added numbers of the structures that they add
   */
  private record Sum(int existing, List<Integer> moves, Set<Integer> added) {}

  /** What is told of two moves of which the second must not come before the first. */
  @FunctionalInterface
  interface Listener {
    void mustKeepOrder(int earlier, int later);
  }

  /** Takes note of a move, before it is made. */
  void note(EliminationState state, int vertex, int move) {
    for (int p = state.nextPredecessor(vertex, 0);
        p >= 0;
        p = state.nextPredecessor(vertex, p + 1)) {
      for (int s = state.nextSuccessor(vertex, 0); s >= 0; s = state.nextSuccessor(vertex, s + 1)) {
        int existing = state.structure(p, s);
        Sum sum =
            sums.computeIfAbsent(
                new Edge(p, s), edge -> new Sum(existing, new ArrayList<>(), new TreeSet<>()));
        sum.moves.add(move);
        sum.added.add(table.product(state.structure(p, vertex), state.structure(vertex, s)));
      }
    }
  }

  /** Tells which moves must keep their order; those in between follow from them. */
  void tell(Listener listener) {
    for (Sum sum : sums.values()) {
      if (sum.moves.size() > 1 && !isTheSameInAnyOrder(sum)) {
        for (int index = 1; index < sum.moves.size(); index++) {
          listener.mustKeepOrder(sum.moves.get(index - 1), sum.moves.get(index));
        }
      }
    }
  }

  /** Tries any two summands in both orders on whatever the sum may have come to before. */
  private boolean isTheSameInAnyOrder(Sum sum) {
    Set<Integer> reached = new TreeSet<>(Set.of(sum.existing));
    List<Integer> ahead = new ArrayList<>(reached);
    while (!ahead.isEmpty()) {
      int before = ahead.remove(ahead.size() - 1);
      for (int one : sum.added) {
        int withOne = plus(before, one);
        for (int other : sum.added) {
          if (plus(withOne, other) != plus(plus(before, other), one)) {
            return false;
          }
        }
        if (reached.add(withOne)) {
          ahead.add(withOne);
        }
      }
    }
    return true;
  }

  private int plus(int existing, int added) {
    return existing == StructureTable.NONE ? added : table.sum(existing, added);
  }
}
