package crosscountry.environment.straightline;

import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Program;
import crosscountry.environment.linearization.CostModel;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Looks for the order whose code has the fewest operations. No cost model counts them: what a
 * product is worth depends on whether another gave the same value before. So candidates are written
 * and measured, by simulated annealing over re-insertions of one vertex (Kirkpatrick, Gelatt and
 * Vecchi, Science 220, 1983).
 */
public final class ShortestCode {

  /** In operations: at first, two more are accepted every third time. */
  private static final double FIRST_TEMPERATURE = 2;

  private static final double LAST_TEMPERATURE = 0.02;

  private final Program program;
  private final ComputationalGraph graph;
  private final SplittableRandom random;
  private int[] best;
  private int fewest = Integer.MAX_VALUE;

  private ShortestCode(Program program, long seed) {
    this.program = program;
    this.graph = CostModel.PRINCIPLE.linearize(program);
    this.random = new SplittableRandom(seed);
  }

  /**
   * Searches from each of some orders, for the same number of candidates.
   *
   * @param program a function of scalars
   * @param starts orders of the program's graph, at least one
   * @param candidates how many orders are measured beyond the starts, at least
   * @param seed determines the candidates
   * @return an order whose code has at most the operations of each start
   */
  public static EliminationOrder search(
      Program program, List<EliminationOrder> starts, int candidates, long seed) {
    ShortestCode search = new ShortestCode(program, seed);
    int each = (candidates + starts.size() - 1) / starts.size();
    starts.forEach(start -> search.anneal(start.equations(), each));
    return EliminationOrder.ofEquations(search.graph, search.best);
  }

  private void anneal(int[] start, int candidates) {
    int[] current = start;
    int operations = measure(current);
    for (int candidate = 0; candidate < candidates && start.length > 1; candidate++) {
      double temperature =
          FIRST_TEMPERATURE
              * Math.pow(LAST_TEMPERATURE / FIRST_TEMPERATURE, (double) candidate / candidates);
      int[] moved = reinserted(current);
      int after = measure(moved);
      if (random.nextDouble() < Math.exp((operations - after) / temperature)) {
        current = moved;
        operations = after;
      }
    }
  }

  private int measure(int[] equations) {
    EliminationOrder order = EliminationOrder.ofEquations(graph, equations);
    int operations = JacobianCode.along(program, order).operations();
    if (operations < fewest) {
      fewest = operations;
      best = equations;
    }
    return operations;
  }

  private int[] reinserted(int[] equations) {
    int from = random.nextInt(equations.length);
    int to = random.nextInt(equations.length);
    int[] moved = equations.clone();
    if (from < to) {
      System.arraycopy(equations, from + 1, moved, from, to - from);
    } else {
      System.arraycopy(equations, to, moved, to + 1, from - to);
    }
    moved[to] = equations[from];
    return moved;
  }
}
