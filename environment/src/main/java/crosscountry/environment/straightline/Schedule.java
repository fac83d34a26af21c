package crosscountry.environment.straightline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The terms that results need, in an order in which each follows what it reads, as late as the
 * first result allows that needs it: so few values are held at a time.
 */
final class Schedule {

  private static final int DEAD = -1;

  /** Beyond so many terms, looking for factors takes too long. */
  private static final int MOST_FACTORED = 4_000;

  private final List<Term> all;
  private final Terms terms;
  private final List<Term> scheduled = new ArrayList<>();
  private final int[] places;
  private final int[] reads;

  /**
   * The terms that outputs read: computed as the program does, for jumps do not forgive rounding.
   */
  private final BitSet ofValue = new BitSet();

  /** The terms that are scheduled, by their old numbers. */
  private final List<Integer> placed = new ArrayList<>();

  private Schedule(Terms terms) {
    this.terms = terms;
    this.all = terms.all();
    this.places = new int[all.size()];
    Arrays.fill(places, DEAD);
    this.reads = new int[all.size()];
  }

  /** Schedules what the outputs and the entries of the Jacobian need. */
  static Schedule of(Terms terms, int[] outputs, int[][] jacobian) {
    Schedule schedule = new Schedule(terms);
    int[] entries = Arrays.stream(jacobian).flatMapToInt(Arrays::stream).sorted().toArray();
    schedule.countReads(IntStream.concat(Arrays.stream(entries), Arrays.stream(outputs)));
    schedule.keepValue(outputs);
    schedule.demandCalls();
    // The function first: its values are factors of partials. What was accumulated first follows.
    for (int root : outputs) {
      schedule.demand(root);
    }
    for (int root : entries) {
      schedule.demand(root);
    }
    schedule.prune(IntStream.concat(Arrays.stream(entries), Arrays.stream(outputs)));
    return schedule;
  }

  /** Drops what was scheduled ahead for terms that were then computed otherwise. */
  private void prune(IntStream roots) {
    boolean[] live = new boolean[scheduled.size()];
    roots.forEach(root -> live[places[root]] = true);
    for (int place = live.length - 1; place >= 0; place--) {
      if (live[place]) {
        operands(scheduled.get(place)).forEach(operand -> live[operand] = true);
      }
    }
    List<Term> before = List.copyOf(scheduled);
    List<Integer> named = List.copyOf(placed);
    Arrays.fill(places, DEAD);
    scheduled.clear();
    placed.clear();
    int[] moved = new int[live.length];
    for (int place = 0; place < live.length; place++) {
      if (live[place]) {
        moved[place] = scheduled.size();
        schedule(
            named.get(place),
            before.get(place) instanceof Term.Call call
                ? new Term.Call(
                    call.operation(),
                    call.operands().stream().map(operand -> moved[operand]).toList())
                : before.get(place));
      }
    }
  }

  /**
   * Schedules what calls a function of the platform before all else that can wait: a call clobbers
   * all registers, so that little should be held across it.
   */
  private void demandCalls() {
    for (int term = 0; term < reads.length; term++) {
      if (reads[term] > 0
          && all.get(term) instanceof Term.Call call
          && call.operation().isFunction()) {
        demand(term);
      }
    }
  }

  private void countReads(IntStream roots) {
    boolean[] live = new boolean[all.size()];
    roots.forEach(
        root -> {
          live[root] = true;
          reads[root]++;
        });
    for (int term = all.size() - 1; term >= 0; term--) {
      if (live[term]) {
        for (int operand : operands(all.get(term))) {
          live[operand] = true;
          reads[operand]++;
        }
      }
    }
  }

  private void keepValue(int... outputs) {
    Arrays.stream(outputs).forEach(ofValue::set);
    for (int term = ofValue.length() - 1; term >= 0; term = ofValue.previousSetBit(term - 1)) {
      operands(all.get(term)).forEach(ofValue::set);
    }
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
    return (int)
        IntStream.range(0, placed.size())
            .filter(place -> placed.get(place) >= first && multiplies(scheduled.get(place)))
            .count();
  }

  /** Schedules a term behind what it reads; without recursion, for chains are long. */
  private void demand(int root) {
    Deque<Integer> waiting = new ArrayDeque<>();
    waiting.push(root);
    while (!waiting.isEmpty()) {
      int term = waiting.peek();
      List<Integer> missing =
          operands(all.get(term)).stream().filter(operand -> places[operand] == DEAD).toList();
      if (missing.isEmpty() || placeProduct(term)) {
        waiting.pop();
        place(term);
      } else {
        missing.forEach(waiting::push);
      }
    }
  }

  private void place(int term) {
    if (places[term] == DEAD) {
      schedule(
          term,
          all.get(term) instanceof Term.Call call
              ? new Term.Call(
                  call.operation(),
                  call.operands().stream().map(operand -> places[operand]).toList())
              : all.get(term));
    }
  }

  private void schedule(int term, Term definition) {
    places[term] = scheduled.size();
    scheduled.add(definition);
    placed.add(term);
  }

  /**
   * Computes a term as the product of two that are there already, if that spares a multiplication
   * and more.
   *
   * @return whether the term is there now
   */
  private boolean placeProduct(int term) {
    if (places[term] != DEAD) {
      return true;
    }
    if (all.size() > MOST_FACTORED || ofValue.get(term) || !isWorthAProduct(term)) {
      return false;
    }
    for (int factor : placed) {
      int other = terms.cofactor(term, factor);
      if (other >= 0 && places[other] != DEAD) {
        schedule(term, new Term.Call(Operation.MUL, List.of(places[factor], places[other])));
        return true;
      }
    }
    return false;
  }

  /** Tells whether nothing else needs a multiplication that the term is to be computed by. */
  private boolean isWorthAProduct(int term) {
    boolean spares = multiplies(all.get(term));
    boolean more = false;
    for (int operand : operands(all.get(term))) {
      if (places[operand] == DEAD && reads[operand] == 1) {
        more = true;
        spares |= multiplies(all.get(operand));
      }
    }
    return spares && more;
  }

  private static boolean multiplies(Term term) {
    return term instanceof Term.Call call && call.operation() == Operation.MUL;
  }

  private static List<Integer> operands(Term term) {
    return term instanceof Term.Call call ? call.operands() : List.of();
  }
}
