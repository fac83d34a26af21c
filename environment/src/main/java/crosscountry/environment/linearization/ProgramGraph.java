package crosscountry.environment.linearization;

import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import crosscountry.environment.structure.AlphaGradRules;
import crosscountry.environment.structure.JacobianStructure;
import crosscountry.environment.structure.Shape;
import crosscountry.environment.structure.StructureRules;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Builds the graph of a program, edge by edge. */
final class ProgramGraph {

  private final Program program;
  private final Elementals elementals;
  private final ComputationalGraph.Builder builder;

  private ProgramGraph(Program program, Elementals elementals, StructureRules rules) {
    this.program = program;
    this.elementals = elementals;
    this.builder =
        new ComputationalGraph.Builder(
            program.name(), program.inputs(), program.equations().size(), rules);
  }

  /** Returns the graph in which every equation has a vertex of its own. */
  static ComputationalGraph of(Program program, Elementals elementals, StructureRules rules) {
    ProgramGraph graph = new ProgramGraph(program, elementals, rules);
    for (int number = 1; number <= program.equations().size(); number++) {
      graph.addEdges(number);
    }
    return graph.build();
  }

  /**
   * Returns the graph as AlphaGrad reads it: all edges into results that nobody reads lead to the
   * first such equation. The others keep a vertex without edges.
   */
  static ComputationalGraph withSharedDeadEnd(Program program, Elementals elementals) {
    ProgramGraph graph = new ProgramGraph(program, elementals, AlphaGradRules.ALPHAGRAD);
    BitSet used = usedResults(program);
    int deadEnd = used.nextClearBit(1);
    for (int number = 1; number <= program.equations().size(); number++) {
      if (used.get(number)) {
        graph.addEdges(number);
      } else {
        graph.addEdgesToDeadEnd(number, deadEnd);
      }
    }
    return graph.build();
  }

  /** Returns the numbers of the equations whose result is read or an output. */
  private static BitSet usedResults(Program program) {
    BitSet used = new BitSet();
    for (Equation equation : program.equations()) {
      markResults(equation.operands(), used);
    }
    markResults(program.outputs(), used);
    return used;
  }

  private static void markResults(List<Operand> operands, BitSet used) {
    for (Operand operand : operands) {
      if (operand instanceof Operand.Result result) {
        used.set(result.equation());
      }
    }
  }

  private void addEdges(int number) {
    edgesInto(number)
        .forEach(
            (operand, structure) -> {
              if (operand instanceof Operand.Input input) {
                builder.readsInput(number, input.position(), structure);
              } else if (operand instanceof Operand.Result result) {
                builder.readsResult(number, result.equation(), structure);
              }
            });
  }

  private void addEdgesToDeadEnd(int number, int deadEnd) {
    edgesInto(number)
        .forEach(
            (operand, structure) -> {
              if (operand instanceof Operand.Input input) {
                builder.readsInput(deadEnd, input.position(), structure);
              } else if (operand instanceof Operand.Result result) {
                builder.deadEndReads(deadEnd, result.equation(), structure);
              }
            });
  }

  private Map<Operand, JacobianStructure> edgesInto(int number) {
    Equation equation = program.equations().get(number - 1);
    List<Operand> operands = equation.differentiableOperands();
    List<Shape> shapes = equation.operands().stream().map(program::shape).toList();
    Map<Operand, JacobianStructure> edges = new LinkedHashMap<>();
    for (Operand operand : operands) {
      if (!(operand instanceof Operand.Literal) && !edges.containsKey(operand)) {
        List<Integer> positions =
            IntStream.range(0, operands.size())
                .filter(position -> operands.get(position).equals(operand))
                .boxed()
                .toList();
        edges.put(operand, elementals.of(equation, shapes, positions));
      }
    }
    return edges;
  }

  private ComputationalGraph build() {
    for (Operand output : program.outputs()) {
      if (output instanceof Operand.Result result) {
        builder.output(result.equation(), elementals.copyOfOutput(program.shape(result)));
      }
    }
    return builder.build();
  }
}
