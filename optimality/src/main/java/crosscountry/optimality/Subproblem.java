package crosscountry.optimality;

import java.util.ArrayList;
import java.util.List;

/**
 * The orders in which some precedences hold.
 *
 * @param decided the precedences
 * @param bound what every such order costs at least
 */
record Subproblem(List<Precedence> decided, long bound) {

  Subproblem {
    decided = List.copyOf(decided);
  }

  /** Tells whether a pair is decided, either way. */
  boolean decides(Precedence pair) {
    return decided.contains(pair) || decided.contains(pair.reversed());
  }

  /** Returns the same orders with a bound that is at least the given one. */
  Subproblem raisedTo(long newBound) {
    return new Subproblem(decided, Math.max(bound, newBound));
  }

  /** Returns those of the orders in which another precedence holds. */
  Subproblem with(Precedence precedence) {
    List<Precedence> more = new ArrayList<>(decided);
    more.add(precedence);
    return new Subproblem(more, bound);
  }
}
