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
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Evaluates a tensor program and its elemental Jacobians at points. Reusable; confined to one
 * thread.
 */
final class TensorLinearizer implements PointEvaluation<TensorLinearization> {

  /** Partial derivatives that take about as long as a scalar equation. */
  private static final int PARTIALS_PER_EFFORT = 4;

  private final Program program;
  private final ComputationalGraph graph;
  private final List<TensorFunction> functions = new ArrayList<>();
  private final List<Tensor> values = new ArrayList<>();
  private final int[] inputSizes;

  /** For each edge, the positions among the operands of its head at which its tail is read. */
  private final List<List<List<Integer>>> positions = new ArrayList<>();

  private final List<List<JacobianStructure>> structures = new ArrayList<>();
  private final BitSet varying;
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
    this.varying = VaryingVertices.of(graph);
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
  }

  private List<Integer> positionsOf(int tail, Equation equation) {
    List<Operand> operands = equation.differentiableOperands();
    return IntStream.range(0, operands.size())
        .filter(position -> graph.vertexOf(operands.get(position)) == tail)
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

  @Override
  public int coordinates() {
    return Arrays.stream(inputSizes).sum();
  }

  @Override
  public int equations() {
    return functions.size();
  }

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
      if (!isRegularAt(number)) {
        return number - 1;
      }
    }
    return functions.size();
  }

  @Override
  public long effort() {
    return effort;
  }

  /**
   * {@inheritDoc}
   *
   * @throws StructureMismatchException if an elemental Jacobian does not have its structure
   */
  @Override
  public TensorLinearization linearization() {
    StructuredJacobian[][] jacobians = new StructuredJacobian[graph.vertices()][];
    for (int vertex = 0; vertex < jacobians.length; vertex++) {
      jacobians[vertex] = jacobiansInto(vertex);
    }
    return new TensorLinearization(graph, program.outputs(), inputSizes, jacobians);
  }

  private StructuredJacobian[] jacobiansInto(int vertex) {
    if (graph.isIndependent(vertex)) {
      return new StructuredJacobian[0];
    }
    int number = graph.equationOf(vertex);
    if (number > equations()) {
      return new StructuredJacobian[] {identity(shapeOf(graph.predecessors(vertex)[0]))};
    }
    StructuredJacobian[] into = new StructuredJacobian[positions.get(number - 1).size()];
    Arrays.setAll(into, edge -> jacobian(number, edge));
    return into;
  }

  private StructuredJacobian jacobian(int number, int edge) {
    List<Tensor> operands = operandsOf(number);
    Tensor value = values.get(graph.vertexOf(number));
    List<Integer> read = positions.get(number - 1).get(edge);
    DenseJacobian dense = new DenseJacobian(value.size(), operands.get(read.get(0)).size());
    if (varying.get(graph.vertexOf(number))) {
      TensorFunction function = functions.get(number - 1);
      read.forEach(position -> function.addPartials(operands, value, position, dense));
    }
    return structured(number, structures.get(number - 1).get(edge), dense);
  }

  /** Evaluates one equation; tells whether it has partials, or needs none. */
  private boolean isRegularAt(int number) {
    TensorFunction function = functions.get(number - 1);
    List<Tensor> operands = operandsOf(number);
    Tensor value = function.value(operands);
    values.add(value);
    effort += value.size();
    if (!varying.get(graph.vertexOf(number))) {
      return true;
    }
    if (!value.isNumeric()) {
      return false;
    }
    PartialCheck check = new PartialCheck();
    for (List<Integer> read : positions.get(number - 1)) {
      read.forEach(position -> function.addPartials(operands, value, position, check));
    }
    effort += check.partials() / PARTIALS_PER_EFFORT;
    return check.isFinite();
  }

  private List<Tensor> operandsOf(int number) {
    return program.equations().get(number - 1).operands().stream().map(this::valueOf).toList();
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
        : values.get(graph.vertexOf(operand));
  }
}
