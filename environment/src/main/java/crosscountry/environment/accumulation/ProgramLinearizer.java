package crosscountry.environment.accumulation;

import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Evaluates a program and its elemental partials at points. Reusable; confined to one thread. */
final class ProgramLinearizer implements PointEvaluation<Linearization<Double>> {

  private final Program program;
  private final ComputationalGraph graph;
  private final ElementalFunction[] functions;
  private final int[][] tails;
  private final double[][] partials;
  private final double[] values;
  private final BitSet varying;
  private long effort;

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
    this.partials = new double[tails.length][];
    Arrays.setAll(partials, head -> new double[tails[head].length]);
    this.values = new double[program.inputs() + equations.size()];
    this.varying = VaryingVertices.of(graph);
    for (int copy = values.length; copy < tails.length; copy++) {
      partials[copy][0] = 1;
    }
  }

  @Override
  public int coordinates() {
    return program.inputs();
  }

  @Override
  public int equations() {
    return functions.length;
  }

  @Override
  public int evaluate(double[] point) {
    System.arraycopy(point, 0, values, 0, point.length);
    for (int number = 1; number <= functions.length; number++) {
      if (!isRegularAt(number)) {
        // The equation that failed was evaluated too.
        effort = number;
        return number - 1;
      }
    }
    effort = functions.length + 1L;
    return functions.length;
  }

  @Override
  public long effort() {
    return effort;
  }

  /** Returns the graph with the partials of the last evaluation. */
  @Override
  public Linearization<Double> linearization() {
    return new Linearization<>(
        graph, program.outputs(), Reals.DOUBLES, (head, edge) -> partials[head][edge]);
  }

  /** Returns what the program returned at the last evaluation, [outputs]. */
  List<Double> outputs() {
    return program.outputs().stream().map(this::valueOf).toList();
  }

  /** Evaluates one equation; tells whether it has partials, or needs none. */
  private boolean isRegularAt(int number) {
    int vertex = graph.vertexOf(number);
    List<Operand> operands = program.equations().get(number - 1).operands();
    double[] operandValues = new double[operands.size()];
    for (int position = 0; position < operandValues.length; position++) {
      operandValues[position] = valueOf(operands.get(position));
    }
    double value = functions[number - 1].value(operandValues);
    values[vertex] = value;
    return !varying.get(vertex)
        || (!Double.isNaN(value) && hasFinitePartials(number, operandValues));
  }

  private boolean hasFinitePartials(int number, double[] operandValues) {
    int vertex = graph.vertexOf(number);
    List<Operand> operands = program.equations().get(number - 1).operands();
    Arrays.fill(partials[vertex], 0);
    boolean finite = true;
    for (int position = 0; position < operandValues.length; position++) {
      int edge = Arrays.binarySearch(tails[vertex], graph.vertexOf(operands.get(position)));
      if (edge >= 0) {
        // An operand that is read twice has one edge, which carries the sum.
        partials[vertex][edge] +=
            functions[number - 1].partial(operandValues, values[vertex], position);
        finite &= Double.isFinite(partials[vertex][edge]);
      }
    }
    return finite;
  }

  private double valueOf(Operand operand) {
    return operand instanceof Operand.Literal literal
        ? literal.value()
        : values[graph.vertexOf(operand)];
  }
}
