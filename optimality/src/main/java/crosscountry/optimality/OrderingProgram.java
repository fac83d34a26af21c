package crosscountry.optimality;

import com.google.ortools.Loader;
import com.google.ortools.modelbuilder.LinearConstraint;
import com.google.ortools.modelbuilder.LinearExpr;
import com.google.ortools.modelbuilder.LinearExprBuilder;
import com.google.ortools.modelbuilder.ModelBuilder;
import com.google.ortools.modelbuilder.ModelSolver;
import com.google.ortools.modelbuilder.SolveStatus;
import com.google.ortools.modelbuilder.Variable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An integer program whose least value is a lower bound on what every order costs.
 *
 * <p>A binary variable per comparable pair says which vertex is eliminated first. For each vertex v
 * and each side, p(w) says whether w is a neighbour of v on that side when v is eliminated, and
 * r(w) whether all paths between w and v are cut by such neighbours:
 *
 * <ul>
 *   <li>r(w) at most p(w) if w is next to v; and at most p(w) + r(u) for each u that is next to w
 *       on the way to v;
 *   <li>r(w) = 1 for an input or output, and at least [v before w] for another vertex;
 *   <li>p(w) at most [v before w].
 * </ul>
 *
 * <p>So the p of a side are a vertex cut, whose size d is at least the vertex's degree on that
 * side, and where the order is decided the least such cut is the degree. With the cuts c and c' of
 * the whole graph, the product d d' is at least c' d + c d' - c c' (McCormick 1976); what it is
 * beyond that is a variable of its own, the surplus, of which {@link SurplusCuts} tells the
 * program.
 */
final class OrderingProgram {

  /**
   * One thread, so that equal programs have equal solutions; no gap between bound and solution; no
   * effort to find solutions, since the value is what counts.
   */
  private static final String PARAMETERS =
      "output_flag=false,log_to_console=false,threads=1,mip_rel_gap=0,mip_heuristic_effort=0,mip_detect_symmetry=false";

  /** More than the error of a value that is a whole number but for rounding. */
  private static final double TOLERANCE = 1e-4;

  private static final Duration LEAST_LIMIT = Duration.ofMillis(1);

  private final Kernel kernel;
  private final Comparabilities pairs;
  private final ModelBuilder model = new ModelBuilder();
  private final ModelSolver solver = new ModelSolver("highs");
  private final ModelSolver relaxed = new ModelSolver("glop");
  private final Map<Precedence, Variable> before = new HashMap<>();
  private final Map<Integer, Variable> surplus = new HashMap<>();

  static {
    Loader.loadNativeLibraries();
  }

  OrderingProgram(Kernel kernel, Comparabilities pairs, Cones cones) {
    this.kernel = kernel;
    this.pairs = pairs;
    LinearExprBuilder objective = LinearExpr.newBuilder();
    double offset = kernel.reducedCost();
    for (int vertex : pairs.vertices()) {
      for (int ancestor : pairs.ancestors(vertex)) {
        before.put(new Precedence(ancestor, vertex), model.newBoolVar(""));
      }
    }
    for (Cones.Both sides : cones.all()) {
      addSide(objective, Side.IN, sides.in(), sides.leastIn(), sides.leastOut());
      addSide(objective, Side.OUT, sides.out(), sides.leastOut(), sides.leastIn());
      offset -= (double) sides.leastIn() * sides.leastOut();
      Variable extra = model.newNumVar(0, Double.POSITIVE_INFINITY, "");
      objective.addTerm(extra, 1);
      surplus.put(sides.apex(), extra);
    }
    model.minimize(objective.add(offset));
  }

  private void addSide(LinearExprBuilder objective, Side side, Cone cone, int least, int weight) {
    int apex = cone.apex();
    Map<Integer, Variable> neighbour = new HashMap<>();
    Map<Integer, Variable> cut = new HashMap<>();
    LinearConstraint degree = constraint(least, Double.POSITIVE_INFINITY);
    for (int member : cone.members()) {
      Variable isNeighbour = model.newNumVar(0, 1, "");
      objective.addTerm(isNeighbour, weight);
      degree.setCoefficient(isNeighbour, 1);
      neighbour.put(member, isNeighbour);
      boolean live = kernel.isLive(member);
      Variable isCut = model.newNumVar(live ? 0 : 1, 1, "");
      cut.put(member, isCut);
      if (live) {
        Precedence survives = new Precedence(apex, member);
        constrain(0, survives, 1).setCoefficient(isNeighbour, -1);
        constrain(0, survives, -1).setCoefficient(isCut, 1);
      }
    }
    Side towardsApex = side == Side.IN ? Side.OUT : Side.IN;
    for (int member : cone.members()) {
      for (int next : kernel.neighbours(towardsApex, member)) {
        if (next == apex || cut.containsKey(next)) {
          LinearConstraint path = constraint(0, Double.POSITIVE_INFINITY);
          path.setCoefficient(neighbour.get(member), 1);
          path.setCoefficient(cut.get(member), -1);
          if (next != apex) {
            path.setCoefficient(cut.get(next), 1);
          }
        }
      }
    }
  }

  private LinearConstraint constraint(double least, double most) {
    return model.addLinearConstraint(LinearExpr.constant(0), least, most);
  }

  /** Demands that a factor times [first before second], plus what is added to it, is at least. */
  private LinearConstraint constrain(double least, Precedence precedence, double factor) {
    LinearConstraint row = constraint(least, Double.POSITIVE_INFINITY);
    double constant = add(row, precedence, factor);
    row.setLowerBound(least - constant);
    return row;
  }

  /** Adds a factor times [first before second] to a row, and returns the constant part of it. */
  private double add(LinearConstraint row, Precedence precedence, double factor) {
    Variable variable = before.get(precedence);
    if (variable != null) {
      row.setCoefficient(variable, factor);
      return 0;
    }
    row.setCoefficient(before.get(precedence.reversed()), -factor);
    return factor;
  }

  /** Adds an inequality. */
  void add(Cut cut) {
    if (cut instanceof Cut.Cycle cycle) {
      forbid(cycle);
    } else if (cut instanceof Cut.Surplus demanded) {
      demand(demanded);
    }
  }

  private void forbid(Cut.Cycle cycle) {
    LinearConstraint row = constraint(Double.NEGATIVE_INFINITY, 0);
    int length = cycle.vertices().size();
    double most = length - 1.0;
    for (int index = 0; index < length; index++) {
      int vertex = cycle.vertices().get(index);
      int next = cycle.vertices().get((index + 1) % length);
      most -= add(row, new Precedence(vertex, next), 1);
    }
    row.setUpperBound(most);
  }

  private void demand(Cut.Surplus demanded) {
    LinearConstraint row = constraint(0, Double.POSITIVE_INFINITY);
    row.setCoefficient(surplus.get(demanded.vertex()), 1);
    double least = demanded.amount() * (1.0 - demanded.reasons().size());
    for (Precedence reason : demanded.reasons()) {
      least -= add(row, reason, -demanded.amount());
    }
    row.setLowerBound(least);
  }

  /** Decides a pair. */
  void fix(Precedence precedence) {
    decide(precedence, 1, 1);
  }

  /** Leaves a pair open that was decided. */
  void release(Precedence precedence) {
    decide(precedence, 0, 1);
  }

  private void decide(Precedence precedence, double least, double most) {
    Variable variable = before.get(precedence);
    if (variable == null) {
      variable = before.get(precedence.reversed());
      variable.setLowerBound(1 - most);
      variable.setUpperBound(1 - least);
    } else {
      variable.setLowerBound(least);
      variable.setUpperBound(most);
    }
  }

  /**
   * Solves the program as if pairs could be decided in part.
   *
   * @param limit how long at most
   * @return for each pair, how far its precedence holds, between 0 and 1; empty if that failed
   */
  Optional<Relaxation> relax(Duration limit) {
    relaxed.setTimeLimit(noLess(limit));
    before.values().forEach(variable -> variable.setIntegrality(false));
    boolean solved = relaxed.solve(model) == SolveStatus.OPTIMAL;
    before.values().forEach(variable -> variable.setIntegrality(true));
    if (!solved) {
      return Optional.empty();
    }
    Map<Precedence, Double> shares = new HashMap<>();
    before.forEach((precedence, variable) -> shares.put(precedence, relaxed.getValue(variable)));
    return Optional.of(new Relaxation(relaxed.getObjectiveValue(), shares));
  }

  /**
   * A solution in which pairs may be decided in part.
   *
   * @param value lower bound on what every order costs
   * @param shares how far each precedence holds, between 0 and 1
   */
  record Relaxation(double value, Map<Precedence, Double> shares) {

    /** Returns what every order costs at least, a whole number. */
    long bound() {
      return (long) Math.ceil(value - TOLERANCE);
    }
  }

  /**
   * Solves the program as it stands.
   *
   * @param limit how long at most
   * @param cheapest what a known order costs; only cheaper ones are looked for
   */
  Outcome solve(Duration limit, long cheapest) {
    solver.setTimeLimit(noLess(limit));
    solver.setSolverSpecificParameters(PARAMETERS + ",objective_bound=" + (cheapest - 0.5));
    SolveStatus status = solver.solve(model);
    return switch (status) {
      case OPTIMAL -> solution(cheapest);
      case INFEASIBLE -> new Outcome.Exhausted();
      // Where time ran out the solver's own bound is not to be had: it reports its best solution.
      case FEASIBLE, UNKNOWN_STATUS, CANCELLED_BY_USER -> new Outcome.OutOfTime();
      default ->
          throw new IllegalStateException(
              "the solver HiGHS cannot solve the program of %s: %s"
                  .formatted(kernel.graph().name(), status));
    };
  }

  /** A limit below a millisecond counts as none. */
  private static Duration noLess(Duration limit) {
    return limit.compareTo(LEAST_LIMIT) < 0 ? LEAST_LIMIT : limit;
  }

  private Outcome.Solution solution(long cheapest) {
    List<Precedence> precedences = new ArrayList<>();
    before.forEach(
        (precedence, variable) ->
            precedences.add(solver.getValue(variable) > 0.5 ? precedence : precedence.reversed()));
    return new Outcome.Solution(
        Math.min(cheapest, (long) Math.ceil(solver.getObjectiveValue() - TOLERANCE)),
        new Tournament(pairs, kernel.graph().vertices(), precedences));
  }
}
