package crosscountry.environment.straightline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The terms that results need, in an order in which each follows what it reads, as late as the first
 * result allows that needs it: so few values are held at a time.
 */
final class Schedule {

  private static final int DEAD = -1;

  private final List<Term> all;
  private final List<Term> scheduled = new ArrayList<>();
  private final int[] places;

  private Schedule(List<Term> all) {
    this.all = all;
    this.places = new int[all.size()];
    Arrays.fill(places, DEAD);
  }

  /** Schedules what the outputs and the entries of the Jacobian need. */
  static Schedule of(List<Term> all, int[] outputs, int[][] jacobian) {
    Schedule schedule = new Schedule(all);
    int[] entries = Arrays.stream(jacobian).flatMapToInt(Arrays::stream).sorted().toArray();
    // What was accumulated first is finished first.
    for (int root : entries) {
      schedule.demand(root);
    }
    for (int root : outputs) {
      schedule.demand(root);
    }
    return schedule;
  }

  /** Returns the terms, each after those that it reads, in their new numbering. */
  List<Term> terms() {
    return scheduled;
  }

  /** Returns the new numbers of terms. */
  int[] renumbered(int[] terms) {
    return Arrays.stream(terms).map(term -> places[term]).toArray();
  }

  /** Returns how many of the scheduled terms multiply and came not before an old number. */
  int multiplicationsFrom(int first) {
    int multiplications = 0;
    for (int term = first; term < places.length; term++) {
      boolean multiplies =
          all.get(term) instanceof Term.Call call && call.operation() == Operation.MUL;
      multiplications += multiplies && places[term] != DEAD ? 1 : 0;
    }
    return multiplications;
  }

  /** Schedules a term behind what it reads; without recursion, for chains are long. */
  private void demand(int root) {
    Deque<Integer> waiting = new ArrayDeque<>();
    waiting.push(root);
    while (!waiting.isEmpty()) {
      int term = waiting.peek();
      List<Integer> missing =
          operands(all.get(term)).stream().filter(operand -> places[operand] == DEAD).toList();
      if (missing.isEmpty()) {
        waiting.pop();
        place(term);
      } else {
        missing.forEach(waiting::push);
      }
    }
  }

  private void place(int term) {
    if (places[term] == DEAD) {
      places[term] = scheduled.size();
      scheduled.add(
          all.get(term) instanceof Term.Call call
              ? new Term.Call(
                  call.operation(),
                  call.operands().stream().map(operand -> places[operand]).toList())
              : all.get(term));
    }
  }

  private static List<Integer> operands(Term term) {
    return term instanceof Term.Call call ? call.operands() : List.of();
  }
}
