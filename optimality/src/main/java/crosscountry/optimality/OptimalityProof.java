package crosscountry.optimality;

import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.graph.ComputationalGraph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Raises the lower bound on what every order of a graph costs, in the end up to the cheapest order.
 *
 * <p>First the graph is reduced ({@link Kernel}). Then an {@link OrderingProgram} is solved again
 * and again. Its value is a lower bound. Its solution decides an order, or contradicts itself in
 * cycles, which are forbidden; and where the order costs more than the program knew, the program is
 * told ({@link SurplusCuts}). If the order costs as much as the bound, both are optimal.
 */
public final class OptimalityProof {

  /** So many chains of three are all kept from being cycles at once, others when one occurs. */
  private static final int CHAINS_AT_ONCE = 5_000;

  private final ComputationalGraph graph;
  private final CutBounds bounds;

  /** Prepares the proof for a graph. */
  public OptimalityProof(ComputationalGraph graph) {
    this.graph = graph;
    this.bounds = CutBounds.of(graph);
  }

  /**
   * Raises the bound until an order meets it, time is up or the caller says so.
   *
   * @param known orders of the graph, which need not be good; cheap ones save time
   * @param budget how long, but for the last integer program's reaction to its time limit
   * @param cancelled asked between integer programs; true ends the proof with what it has
   * @param raised told of every bound that is better than the one before
   * @return the greatest bound
   */
  public ProvenBound run(
      List<EliminationOrder> known,
      Duration budget,
      BooleanSupplier cancelled,
      Consumer<ProvenBound> raised) {
    long deadline = System.nanoTime() + budget.toNanos();
    Kernel kernel = Kernel.of(graph);
    Progress progress = new Progress(raised);
    known.forEach(progress::consider);
    if (kernel.vertices().length == 0) {
      progress.consider(EliminationOrder.ofVertices(graph, kernel.reduced()));
      progress.raise(kernel.reducedCost());
      return progress.result();
    }
    List<Cone> incoming = cones(kernel, Side.IN);
    List<Cone> outgoing = cones(kernel, Side.OUT);
    Comparabilities pairs = new Comparabilities(kernel);
    SurplusCuts surplusCuts = new SurplusCuts(incoming, outgoing);
    OrderingProgram program = new OrderingProgram(kernel, pairs, incoming, outgoing);
    for (int[] chain : pairs.chainsOfThree(CHAINS_AT_ONCE)) {
      program.forbidCycle(List.of(chain[0], chain[1], chain[2]));
      program.forbidCycle(List.of(chain[0], chain[2], chain[1]));
    }
    for (EliminationOrder order : known) {
      surplusCuts.add(kernel.restrict(order.vertices()), program);
    }
    while (!progress.isTight() && !cancelled.getAsBoolean()) {
      Optional<OrderingProgram.Solution> solution =
          program.solve(Duration.ofNanos(deadline - System.nanoTime()));
      if (solution.isEmpty()) {
        break;
      }
      Tournament tournament = solution.get().tournament();
      int[] order = tournament.order();
      progress.consider(EliminationOrder.ofVertices(graph, kernel.complete(order)));
      progress.raise(solution.get().bound());
      tournament.cycles().forEach(program::forbidCycle);
      surplusCuts.add(order, program);
    }
    return progress.result();
  }

  private static List<Cone> cones(Kernel kernel, Side side) {
    List<Cone> cones = new ArrayList<>();
    for (int vertex : kernel.vertices()) {
      cones.add(new Cone(kernel, side, vertex));
    }
    return cones;
  }

  /** The best bound and the best order so far. */
  private final class Progress {

    private final Consumer<ProvenBound> raised;
    private long bound;
    private long cheapest = Long.MAX_VALUE;
    private EliminationOrder best;
    private int rounds;

    Progress(Consumer<ProvenBound> raised) {
      this.raised = raised;
      this.bound = bounds.total();
    }

    void consider(EliminationOrder order) {
      long cost = EliminationCost.of(graph, order).multiplications();
      if (cost < cheapest) {
        cheapest = cost;
        best = order;
      }
    }

    void raise(long newBound) {
      rounds++;
      if (newBound > bound) {
        bound = newBound;
        raised.accept(result());
      }
    }

    boolean isTight() {
      return cheapest <= bound;
    }

    ProvenBound result() {
      return new ProvenBound(bound, isTight() ? Optional.of(best) : Optional.empty(), rounds);
    }
  }
}
