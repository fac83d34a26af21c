package crosscountry.optimality;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The cuts found so far, which hold for every subproblem. Shared by all threads. */
final class CutPool {

  private final Set<Cut> cuts = new LinkedHashSet<>();

  /** Adds cuts. */
  synchronized void addAll(Collection<? extends Cut> found) {
    cuts.addAll(found);
  }

  /** Returns all cuts, the oldest first. */
  synchronized List<Cut> all() {
    return List.copyOf(cuts);
  }
}
