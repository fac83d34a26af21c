package crosscountry.environment.annealing;

import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.reduction.Opening;

/** An order, and what it costs if one vertex moves to another position. Used by one thread. */
sealed interface MovableOrder permits ScalarOrder, StructuredOrder {

  /** Result of a move that costs more than was allowed. */
  long TOO_MUCH = Long.MAX_VALUE;

  /** Prepares the moves on what an opening leaves; there is no order before {@link #reset}. */
  static MovableOrder of(Opening opening, CutBounds bounds) {
    return opening.left().graph().isScalar()
        ? new ScalarOrder(opening, bounds)
        : new StructuredOrder(opening, bounds);
  }

  /** Returns the number of positions between which vertices move. */
  int length();

  /** Returns the multiplications of the order. */
  long total();

  /** Returns the vertices of the graph in order of elimination, the opening first. */
  int[] vertices();

  /** Starts anew from an order, whose opening is brought to its beginning at no loss. */
  void reset(int[] vertices);

  /**
   * Moves the vertex at one position to another if that raises the cost by at most a limit, and
   * leaves the order as it is otherwise.
   *
   * @param from position of the vertex
   * @param to its new position, another one; the vertices between move by one
   * @param limit greatest change of the cost that is allowed, at most 2^62
   * @return the change of the cost, or {@link #TOO_MUCH} if the limit forbids the move
   */
  long tryMove(int from, int to, long limit);
}
