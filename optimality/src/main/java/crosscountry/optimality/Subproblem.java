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

  Subproblem raisedTo(long newBound) {
    return new Subproblem(decided, Math.max(bound, newBound));
  }

  Subproblem with(Precedence precedence) {
    List<Precedence> more = new ArrayList<>(decided);
    more.add(precedence);
    return new Subproblem(more, bound);
  }
}
