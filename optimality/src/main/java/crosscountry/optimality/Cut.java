package crosscountry.optimality;

import java.util.List;

/** An inequality that every order satisfies, and that a solution of the program has violated. */
sealed interface Cut {

  /**
   * Not all precedences that go round in a cycle hold.
   *
   * @param vertices the cycle, each vertex before the next and the last before the first
   */
  record Cycle(List<Integer> vertices) implements Cut {}

  /**
   * Where all the precedences hold, a vertex costs more than its linear bound.
   *
   * @param vertex the vertex
   * @param amount by how much it costs more
   * @param reasons the precedences
   */
  record Surplus(int vertex, int amount, List<Precedence> reasons) implements Cut {}
}
