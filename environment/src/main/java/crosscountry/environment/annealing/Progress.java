package crosscountry.environment.annealing;

/** How much of a budget has been spent. */
final class Progress {

  private final AnnealingBudget budget;
  private final long start = System.nanoTime();
  private long windows;

  Progress(AnnealingBudget budget) {
    this.budget = budget;
  }

  /** Returns how many windows may be evaluated before the fraction is asked for again. */
  long allowance(long wanted) {
    return budget instanceof AnnealingBudget.Windows limited
        ? Math.min(wanted, limited.count() - windows)
        : wanted;
  }

  void add(long evaluated) {
    windows += evaluated;
  }

  long windows() {
    return windows;
  }

  /** Returns the fraction of the budget that has been spent; 1 or more at the end. */
  double fraction() {
    return budget instanceof AnnealingBudget.Time limited
        ? (double) (System.nanoTime() - start) / limited.duration().toNanos()
        : (double) windows / ((AnnealingBudget.Windows) budget).count();
  }
}
