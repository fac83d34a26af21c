package crosscountry.environment.accumulation;

import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import crosscountry.environment.linearization.ExactElementals;
import crosscountry.environment.structure.JacobianStructure;
import crosscountry.environment.structure.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Evaluates a tensor program and its elemental Jacobians at points. Reusable; confined to one
 * thread.
 */
final class TensorLinearizer implements PointEvaluation<TensorLinearization> {

  /** Entries of elemental Jacobians that take about as long as a scalar equation. */
  private static final int ENTRIES_PER_EFFORT = 4;

  private final Program program;
  private final ComputationalGraph graph;
  private final List<TensorFunction> functions = new ArrayList<>();
  private final List<Tensor> values = new ArrayList<>();
  private final int[] inputSizes;

  /** For each edge, the positions among the operands of its head at which its tail is read. */
  private final List<List<List<Integer>>> positions = new ArrayList<>();

  private final List<List<JacobianStructure>> structures = new ArrayList<>();
  private final StructuredJacobian[][] jacobians;
  private long effort;

  /**
   * Looks up every equation's function, and the exact structure of its Jacobians.
   *
   * @param graph the program's own graph
   * @throws UnsupportedPrimitiveException if an equation cannot be evaluated
   */
  TensorLinearizer(Program program, ComputationalGraph graph) {
    this.program = program;
    this.graph = graph;
    this.inputSizes =
        program.inputShapes().stream()
            .mapToInt(shape -> Math.toIntExact(shape.elements()))
            .toArray();
    this.jacobians = new StructuredJacobian[graph.vertices()][];
    Arrays.setAll(jacobians, vertex -> new StructuredJacobian[graph.predecessors(vertex).length]);
    for (int number = 1; number <= program.equations().size(); number++) {
      Equation equation = program.equations().get(number - 1);
      List<Shape> shapes = equation.operands().stream().map(program::shape).toList();
      functions.add(TensorCatalogue.of(new TensorEquation(equation, shapes, number)));
      List<List<Integer>> read =
          Arrays.stream(graph.predecessors(graph.vertexOf(number)))
              .mapToObj(tail -> positionsOf(tail, equation))
              .toList();
      positions.add(read);
      structures.add(
          read.stream().map(at -> ExactElementals.EXACT.of(equation, shapes, at)).toList());
    }
    for (int copy = graph.vertexOf(equations() + 1); copy < graph.vertices(); copy++) {
      jacobians[copy][0] = identity(shapeOf(graph.predecessors(copy)[0]));
    }
  }

  private List<Integer> positionsOf(int tail, Equation equation) {
    List<Operand> operands = equation.differentiableOperands();
    return IntStream.range(0, operands.size())
        .filter(position -> vertexOf(operands.get(position)) == tail)
        .boxed()
        .toList();
  }

  private static StructuredJacobian identity(Shape shape) {
    int elements = Math.toIntExact(shape.elements());
    DenseJacobian dense = new DenseJacobian(elements, elements);
    for (int element = 0; element < elements; element++) {
      dense.add(element, element, 1);
    }
    return StructuredJacobian.of(ExactElementals.EXACT.copyOfOutput(shape), dense);
  }

  private Shape shapeOf(int vertex) {
    return graph.isIndependent(vertex)
        ? program.inputShapes().get(vertex)
        : program.equations().get(graph.equationOf(vertex) - 1).shape();
  }

  /** Returns the vertex of an operand, or -1 for a constant. */
  private int vertexOf(Operand operand) {
    if (operand instanceof Operand.Input input) {
      return input.position();
    }
    return operand instanceof Operand.Result result ? graph.vertexOf(result.equation()) : -1;
  }

  @Override
  public int coordinates() {
    return Arrays.stream(inputSizes).sum();
  }

  @Override
  public int equations() {
    return functions.size();
  }

  /**
   * {@inheritDoc}
   *
   * @throws StructureMismatchException if an elemental Jacobian does not have its structure
   */
  @Override
  public int evaluate(double[] point) {
    effort = 1;
    values.clear();
    int coordinate = 0;
    for (Shape shape : program.inputShapes()) {
      int next = coordinate + (int) shape.elements();
      values.add(new Tensor(shape, Arrays.copyOfRange(point, coordinate, next)));
      coordinate = next;
    }
    for (int number = 1; number <= functions.size(); number++) {
      if (!isFiniteAt(number)) {
        return number - 1;
      }
    }
    return functions.size();
  }

  @Override
  public long effort() {
    return effort;
  }

  @Override
  public TensorLinearization linearization() {
    StructuredJacobian[][] copies =
        Arrays.stream(jacobians)
            .map(StructuredJacobian[]::clone)
            .toArray(StructuredJacobian[][]::new);
    return new TensorLinearization(graph, program.outputs(), inputSizes, copies);
  }

  /** Evaluates one equation; tells whether its value and its partials are finite. */
  private boolean isFiniteAt(int number) {
    Equation equation = program.equations().get(number - 1);
    TensorFunction function = functions.get(number - 1);
    List<Tensor> operands = equation.operands().stream().map(this::valueOf).toList();
    Tensor value = function.value(operands);
    values.add(value);
    effort += value.size();
    if (!value.isFinite()) {
      return false;
    }
    int head = graph.vertexOf(number);
    for (int edge = 0; edge < jacobians[head].length; edge++) {
      List<Integer> read = positions.get(number - 1).get(edge);
      DenseJacobian dense = new DenseJacobian(value.size(), operands.get(read.get(0)).size());
      read.forEach(position -> function.addPartials(operands, value, position, dense));
      effort += (long) dense.rows() * dense.columns() / ENTRIES_PER_EFFORT;
      if (!dense.isFinite()) {
        return false;
      }
      jacobians[head][edge] = structured(number, structures.get(number - 1).get(edge), dense);
    }
    return true;
  }

  private StructuredJacobian structured(
      int number, JacobianStructure structure, DenseJacobian dense) {
    try {
      return StructuredJacobian.of(structure, dense);
    } catch (StructureMismatchException mismatch) {
      throw new StructureMismatchException(
          "the Jacobian of equation %d (%s) is not what is counted: %s"
              .formatted(
                  number, program.equations().get(number - 1).primitive(), mismatch.getMessage()));
    }
  }

  private Tensor valueOf(Operand operand) {
    return operand instanceof Operand.Literal literal
        ? Tensor.of(literal.value())
        : values.get(vertexOf(operand));
  }
}
