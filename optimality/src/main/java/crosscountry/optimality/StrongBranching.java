package crosscountry.optimality;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Splits a subproblem in two by deciding a pair: of those that the relaxed program leaves most
 * undecided, the one whose decision, either way, raises the relaxed value most (Applegate, Bixby,
 * Chvatal and Cook 1995).
 */
final class StrongBranching {

  private static final int CANDIDATES = 12;

  /** Weight of the smaller gain against the greater one. */
  private static final double CAUTION = 5;

  private final Subproblem subproblem;
  private final OrderingProgram program;
  private final Supplier<Duration> left;

  /**
   * Prepares the split.
   *
   * @param program the subproblem's program
   * @param left how much time is left; with none left the first candidate is taken as it is
   */
  StrongBranching(Subproblem subproblem, OrderingProgram program, Supplier<Duration> left) {
    this.subproblem = subproblem;
    this.program = program;
    this.left = left;
  }

  /** Returns two parts, with bounds by the relaxed program; or the whole if nothing is open. */
  List<Subproblem> split() {
    List<Split> splits = candidates().stream().map(this::at).toList();
    double start = subproblem.bound();
    return splits.stream()
        .max(Comparator.comparingDouble(split -> split.score(start)))
        .map(split -> List.of(split.first(), split.second()))
        .orElse(List.of(subproblem));
  }

  private List<Precedence> candidates() {
    Optional<OrderingProgram.Relaxation> relaxation = program.relax(left.get());
    if (relaxation.isEmpty()) {
      return List.of();
    }
    List<Precedence> undecided =
        relaxation.get().shares().entrySet().stream()
            .filter(share -> !subproblem.decides(share.getKey()))
            .sorted(
                Comparator.comparingDouble(
                        (Map.Entry<Precedence, Double> share) -> Math.abs(share.getValue() - 0.5))
                    .thenComparingInt(share -> share.getKey().first())
                    .thenComparingInt(share -> share.getKey().second()))
            .map(Map.Entry::getKey)
            .toList();
    return undecided.subList(0, Math.min(CANDIDATES, undecided.size()));
  }

  private Split at(Precedence pair) {
    return new Split(part(pair), part(pair.reversed()));
  }

  private Subproblem part(Precedence decision) {
    if (left.get().isNegative()) {
      return subproblem.with(decision);
    }
    program.fix(decision);
    long bound = program.relax(left.get()).map(OrderingProgram.Relaxation::bound).orElse(0L);
    program.release(decision);
    return subproblem.with(decision).raisedTo(bound);
  }

  private record Split(Subproblem first, Subproblem second) {

    double score(double start) {
      double less = Math.min(first.bound(), second.bound()) - start;
      double more = Math.max(first.bound(), second.bound()) - start;
      return CAUTION * less + more;
    }
  }
}
