package crosscountry.environment.accumulation;

import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Evaluates a program and its elemental partials at points. Reusable; confined to one thread. */
final class ProgramLinearizer {

  private final Program program;
  private final ComputationalGraph graph;
  private final ElementalFunction[] functions;
  private final int[][] tails;
  private final double[] values;
  private int furthest;

  /**
   * Looks up every equation's function.
   *
   * @param graph the program's own graph
   * @throws UnsupportedPrimitiveException if an equation cannot be evaluated
   */
  ProgramLinearizer(Program program, ComputationalGraph graph) {
    this.program = program;
    this.graph = graph;
    List<Equation> equations = program.equations();
    this.functions = new ElementalFunction[equations.size()];
    Arrays.setAll(functions, index -> ElementalCatalogue.of(equations.get(index), index + 1));
    this.tails = new int[graph.vertices()][];
    Arrays.setAll(tails, graph::predecessors);
    this.values = new double[program.inputs() + equations.size()];
  }

  /** Returns the number of coordinates of a point. */
  int inputs() {
    return program.inputs();
  }

  /**
   * Evaluates the program with its partials.
   *
   * @param point value of each input, [inputs]
   * @return nothing if a value or a partial is not finite there
   */
  Optional<Linearization> at(double[] point) {
    System.arraycopy(point, 0, values, 0, point.length);
    double[][] partials = new double[tails.length][];
    Arrays.setAll(partials, head -> new double[tails[head].length]);
    for (int number = 1; number <= functions.length; number++) {
      furthest = Math.max(furthest, number);
      if (!evaluate(number, partials[graph.vertexOf(number)])) {
        return Optional.empty();
      }
    }
    for (int copy = values.length; copy < tails.length; copy++) {
      partials[copy][0] = 1;
    }
    return Optional.of(new Linearization(graph, program.outputs(), tails, partials));
  }

  /** Returns the number of the equation that no evaluation so far got past, or of the last. */
  int furthestEquation() {
    return furthest;
  }

  /** Evaluates one equation; tells whether its value and partials are finite. */
  private boolean evaluate(int number, double[] partials) {
    int vertex = graph.vertexOf(number);
    List<Operand> operands = program.equations().get(number - 1).operands();
    double[] operandValues = new double[operands.size()];
    Arrays.setAll(operandValues, position -> valueOf(operands.get(position)));
    ElementalFunction function = functions[number - 1];
    double value = function.value(operandValues);
    values[vertex] = value;
    for (int position = 0; position < operandValues.length; position++) {
      int edge = Arrays.binarySearch(tails[vertex], vertexOf(operands.get(position)));
      if (edge >= 0) {
        // An operand that is read twice has one edge, which carries the sum.
        partials[edge] += function.partial(operandValues, value, position);
      }
    }
    return Double.isFinite(value) && Arrays.stream(partials).allMatch(Double::isFinite);
  }

  private double valueOf(Operand operand) {
    return operand instanceof Operand.Literal literal ? literal.value() : values[vertexOf(operand)];
  }

  /** Returns the vertex of an operand, or -1 for a constant. */
  private int vertexOf(Operand operand) {
    if (operand instanceof Operand.Input input) {
      return input.position();
    }
    return operand instanceof Operand.Result result ? graph.vertexOf(result.equation()) : -1;
  }
}
