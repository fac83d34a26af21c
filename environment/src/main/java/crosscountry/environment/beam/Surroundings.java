package crosscountry.environment.beam;

import crosscountry.environment.elimination.EliminationState;
import java.util.Arrays;

/**
 * The live vertices within two steps of a vertex: those for which eliminating it can change what
 * their own elimination would do. A buffer, refilled for each elimination.
 */
final class Surroundings {

  private final long[] members;

  Surroundings(int words) {
    this.members = new long[words];
  }

  /** Gathers what surrounds a live vertex, without the vertex itself. */
  void gather(EliminationState state, int vertex) {
    Arrays.fill(members, 0);
    for (int p = state.nextPredecessor(vertex, 0);
        p >= 0;
        p = state.nextPredecessor(vertex, p + 1)) {
      addWithNeighbours(state, p);
    }
    for (int s = state.nextSuccessor(vertex, 0); s >= 0; s = state.nextSuccessor(vertex, s + 1)) {
      addWithNeighbours(state, s);
    }
    members[vertex >> 6] &= ~(1L << vertex);
  }

  private void addWithNeighbours(EliminationState state, int vertex) {
    // Inputs and outputs are never eliminated: what their rows hold changes no cost.
    if (!state.isLive(vertex)) {
      return;
    }
    add(vertex);
    for (int p = state.nextPredecessor(vertex, 0);
        p >= 0;
        p = state.nextPredecessor(vertex, p + 1)) {
      if (state.isLive(p)) {
        add(p);
      }
    }
    for (int s = state.nextSuccessor(vertex, 0); s >= 0; s = state.nextSuccessor(vertex, s + 1)) {
      if (state.isLive(s)) {
        add(s);
      }
    }
  }

  private void add(int vertex) {
    members[vertex >> 6] |= 1L << vertex;
  }

  /** Returns the smallest member at or after the given vertex, or -1. */
  int next(int from) {
    for (int word = from >> 6; word < members.length; word++) {
      long bits = word == from >> 6 ? members[word] & (-1L << from) : members[word];
      if (bits != 0) {
        return (word << 6) + Long.numberOfTrailingZeros(bits);
      }
    }
    return -1;
  }
}
