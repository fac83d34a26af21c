package crosscountry.optimality;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses the pair by which a subproblem is split in two: of those that the relaxed program leaves
 * most undecided, the one whose decision, either way, raises the relaxed value most (Applegate,
 * Bixby, Chvatal and Cook 1995).
 */
final class StrongBranching {

  private static final int CANDIDATES = 12;

  /** Weight of the smaller gain against the greater one. */
  private static final double CAUTION = 5;

  private StrongBranching() {}

  /**
   * Returns the pair to decide next, or nothing if the relaxed program decides all.
   *
   * @param program the subproblem's program
   */
  static Optional<Precedence> choose(OrderingProgram program) {
    Optional<OrderingProgram.Relaxation> relaxation = program.relax();
    if (relaxation.isEmpty()) {
      return Optional.empty();
    }
    List<Precedence> candidates =
        relaxation.get().shares().entrySet().stream()
            .filter(share -> share.getValue() > 1e-6 && share.getValue() < 1 - 1e-6)
            .sorted(Comparator.comparingDouble(share -> Math.abs(share.getValue() - 0.5)))
            .map(Map.Entry::getKey)
            .limit(CANDIDATES)
            .toList();
    double start = relaxation.get().value();
    Precedence best = null;
    double most = Double.NEGATIVE_INFINITY;
    for (Precedence candidate : candidates) {
      double first = gain(program, candidate, start);
      double second = gain(program, candidate.reversed(), start);
      double score = CAUTION * Math.min(first, second) + Math.max(first, second);
      if (score > most) {
        most = score;
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  private static double gain(OrderingProgram program, Precedence decision, double start) {
    program.fix(decision);
    // Where the decision contradicts others there is no solution: the gain is without bound.
    double gain = program.relax().map(relaxation -> relaxation.value() - start).orElse(1e3);
    program.release(decision);
    return gain;
  }
}
