package crosscountry.environment.straightline;

import crosscountry.environment.accumulation.AccumulatedJacobian;
import crosscountry.environment.accumulation.Linearization;
import crosscountry.environment.accumulation.UnsupportedPrimitiveException;
import crosscountry.environment.accumulation.VertexAccumulation;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.elimination.InvalidOrderException;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import crosscountry.environment.linearization.CostModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Straight-line code for the value and the Jacobian of a function of scalars, accumulated along one
 * elimination order. Each value is computed once; nothing is multiplied by one or minus one, no
 * zero is added, and nothing is computed that no result needs. Immutable.
 *
 * <p>{@link JacobianInterpreter} evaluates it, {@link JavaSource} and {@link JaxSource} write it
 * down.
 */
public final class JacobianCode {

  private final int inputs;
  private final List<Term> terms;
  private final int[] outputs;
  private final int[][] jacobian;
  private final int accumulationMultiplications;

  private JacobianCode(
      int inputs, List<Term> terms, int[] outputs, int[][] jacobian, int multiplications) {
    this.inputs = inputs;
    this.terms = List.copyOf(terms);
    this.outputs = outputs;
    this.jacobian = jacobian;
    this.accumulationMultiplications = multiplications;
  }

  /**
   * Accumulates the Jacobian of a function along an order.
   *
   * @param program a function of scalars
   * @param order an order of the program's graph, by whichever cost model it was counted
   * @throws InvalidOrderException if the order is not one of the program's graph
   * @throws NotScalarException if the program computes with tensors
   * @throws UnsupportedPrimitiveException if an equation is no known function of scalars
   */
  public static JacobianCode along(Program program, EliminationOrder order) {
    if (!program.isScalar()) {
      throw new NotScalarException(program.name());
    }
    ComputationalGraph graph = CostModel.PRINCIPLE.linearize(program);
    EliminationOrder own = EliminationOrder.ofVertices(graph, order.vertices());
    Terms terms = new Terms();
    int[] values = new int[program.inputs() + program.equations().size()];
    List<List<Integer>> partials = evaluate(program, graph, terms, values);
    int evaluated = terms.all().size();
    AccumulatedJacobian<Integer> accumulated =
        VertexAccumulation.along(
            own,
            new Linearization<>(
                graph,
                program.outputs(),
                terms,
                (head, edge) -> head < values.length ? partials.get(head).get(edge) : terms.one()));
    int[] outputs =
        program.outputs().stream()
            .mapToInt(output -> valueOf(output, graph, terms, values))
            .toArray();
    int[][] jacobian =
        accumulated.entries().stream()
            .map(row -> row.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    return scheduled(program.inputs(), terms, evaluated, outputs, jacobian);
  }

  /** Fills in the term of each vertex and returns those of the partials, [vertices][edges]. */
  private static List<List<Integer>> evaluate(
      Program program, ComputationalGraph graph, Terms terms, int[] values) {
    List<List<Integer>> partials = new ArrayList<>();
    for (int input = 0; input < program.inputs(); input++) {
      values[input] = terms.input(input);
      partials.add(List.of());
    }
    for (int number = 1; number <= program.equations().size(); number++) {
      Equation equation = program.equations().get(number - 1);
      Elemental elemental = Elementals.of(equation, number);
      int[] operands =
          equation.operands().stream()
              .mapToInt(operand -> valueOf(operand, graph, terms, values))
              .toArray();
      int vertex = graph.vertexOf(number);
      values[vertex] = elemental.value(terms, operands);
      int[] tails = graph.predecessors(vertex);
      Integer[] into = new Integer[tails.length];
      Arrays.fill(into, terms.zero());
      for (int position = 0; position < operands.length; position++) {
        int edge = Arrays.binarySearch(tails, graph.vertexOf(equation.operands().get(position)));
        if (edge >= 0) {
          // An operand that is read twice has one edge, which carries the sum.
          int partial = elemental.partial(terms, operands, values[vertex], position);
          into[edge] = terms.sum(into[edge], partial);
        }
      }
      partials.add(List.of(into));
    }
    return partials;
  }

  private static int valueOf(Operand operand, ComputationalGraph graph, Terms terms, int[] values) {
    return operand instanceof Operand.Literal literal
        ? terms.constant(literal.value())
        : values[graph.vertexOf(operand)];
  }

  private static JacobianCode scheduled(
      int inputs, Terms terms, int evaluated, int[] outputs, int[][] jacobian) {
    Schedule schedule = Schedule.of(terms, outputs, jacobian);
    return new JacobianCode(
        inputs,
        schedule.terms(),
        schedule.renumbered(outputs),
        Arrays.stream(jacobian).map(schedule::renumbered).toArray(int[][]::new),
        schedule.multiplicationsFrom(evaluated));
  }

  /** Returns the number of inputs. */
  public int inputs() {
    return inputs;
  }

  /** Returns the number of outputs, the rows of the Jacobian. */
  public int outputs() {
    return outputs.length;
  }

  /**
   * Returns the multiplications that combine partials into the Jacobian: at most those of the
   * order, by whichever cost model, of those that count every product.
   */
  public int accumulationMultiplications() {
    return accumulationMultiplications;
  }

  /** Returns all multiplications: those of the function, of its partials and of the Jacobian. */
  public int multiplications() {
    return (int)
        terms.stream()
            .filter(term -> term instanceof Term.Call call && call.operation() == Operation.MUL)
            .count();
  }

  /** Returns the number of operations of any kind. */
  public int operations() {
    return (int) terms.stream().filter(Term.Call.class::isInstance).count();
  }

  /** Returns the terms that are needed, each after those that it reads. */
  List<Term> terms() {
    return terms;
  }

  /** Returns the term of an output. */
  int output(int row) {
    return outputs[row];
  }

  /** Returns the term of an entry of the Jacobian. */
  int entry(int row, int column) {
    return jacobian[row][column];
  }
}
