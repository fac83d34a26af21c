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
import java.util.BitSet;
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

  private final Kernel kernel;
  private final Comparabilities pairs;
  private final ModelBuilder model = new ModelBuilder();
  private final ModelSolver solver = new ModelSolver("highs");
  private final Map<Precedence, Variable> before = new HashMap<>();
  private final Map<Integer, Variable> surplus = new HashMap<>();

  static {
    Loader.loadNativeLibraries();
  }

  OrderingProgram(Kernel kernel, Comparabilities pairs, List<Cone> incoming, List<Cone> outgoing) {
    this.kernel = kernel;
    this.pairs = pairs;
    LinearExprBuilder objective = LinearExpr.newBuilder();
    double offset = kernel.reducedCost();
    for (int vertex : pairs.vertices()) {
      for (int ancestor : pairs.ancestors(vertex)) {
        before.put(new Precedence(ancestor, vertex), model.newBoolVar(""));
      }
    }
    BitSet none = new BitSet();
    for (int index = 0; index < incoming.size(); index++) {
      Cone in = incoming.get(index);
      Cone out = outgoing.get(index);
      int leastIn = in.leastDegree(none, none);
      int leastOut = out.leastDegree(none, none);
      addSide(objective, Side.IN, in, leastIn, leastOut);
      addSide(objective, Side.OUT, out, leastOut, leastIn);
      offset -= (double) leastIn * leastOut;
      Variable extra = model.newNumVar(0, Double.POSITIVE_INFINITY, "");
      objective.addTerm(extra, 1);
      surplus.put(in.apex(), extra);
    }
    model.minimize(objective.add(offset));
    solver.setSolverSpecificParameters(PARAMETERS);
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

  /** Demands that precedences which go round in a cycle do not all hold. */
  void forbidCycle(List<Integer> cycle) {
    LinearConstraint row = constraint(Double.NEGATIVE_INFINITY, 0);
    double most = cycle.size() - 1;
    for (int index = 0; index < cycle.size(); index++) {
      int next = cycle.get((index + 1) % cycle.size());
      most -= add(row, new Precedence(cycle.get(index), next), 1);
    }
    row.setUpperBound(most);
  }

  /**
   * Demands that where all given precedences hold, a vertex costs so much more than its linear
   * bound.
   */
  void demandSurplus(int vertex, int amount, List<Precedence> reasons) {
    LinearConstraint row = constraint(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    row.setCoefficient(surplus.get(vertex), 1);
    double least = amount * (1.0 - reasons.size());
    for (Precedence reason : reasons) {
      least -= add(row, reason, -amount);
    }
    row.setLowerBound(least);
  }

  /**
   * Solves the program as it stands.
   *
   * @return the solution, or nothing if the time was too short
   */
  Optional<Solution> solve(Duration limit) {
    solver.setTimeLimit(limit);
    // Where time ran out the solver's own bound is not to be had: it reports its best solution.
    if (limit.isNegative() || solver.solve(model) != SolveStatus.OPTIMAL) {
      return Optional.empty();
    }
    long bound = (long) Math.ceil(solver.getObjectiveValue() - TOLERANCE);
    List<Precedence> precedences = new ArrayList<>();
    before.forEach(
        (precedence, variable) ->
            precedences.add(solver.getValue(variable) > 0.5 ? precedence : precedence.reversed()));
    return Optional.of(
        new Solution(bound, new Tournament(pairs, kernel.graph().vertices(), precedences)));
  }

  /**
   * An optimal solution.
   *
   * @param bound what every order costs at least
   * @param tournament which of two vertices comes first
   */
  record Solution(long bound, Tournament tournament) {}
}
