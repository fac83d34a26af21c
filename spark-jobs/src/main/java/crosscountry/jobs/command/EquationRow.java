package crosscountry.jobs.command;

import crosscountry.datasets.catalog.CatalogEntry;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Equation;
import crosscountry.environment.linearization.CostModel;
import crosscountry.jobs.output.Column;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An equation of a function, as elimination orders count it.
 *
 * @param number 1-based, after what the function calls has been put in line
 * @param origin where it stands in the trace: its number there, and, within a call, the number that
 *     it has in what is called, as {@code 7.2}
 * @param primitive name of the operation
 * @param shape shape of the result
 * @param eliminable whether orders list it
 */
record EquationRow(int number, String origin, String primitive, String shape, boolean eliminable) {

  static final List<Column<EquationRow>> COLUMNS =
      List.of(
          new Column<>("equation", EquationRow::number),
          new Column<>("origin", EquationRow::origin),
          new Column<>("primitive", EquationRow::primitive),
          new Column<>("shape", EquationRow::shape),
          new Column<>("eliminable", EquationRow::eliminable));

  /** Returns the equations of a function, in order. */
  static List<EquationRow> of(CatalogEntry entry) {
    ComputationalGraph graph = CostModel.PRINCIPLE.linearize(entry.program());
    return IntStream.rangeClosed(1, graph.equations())
        .mapToObj(number -> of(entry, graph, number))
        .toList();
  }

  private static EquationRow of(CatalogEntry entry, ComputationalGraph graph, int number) {
    Equation equation = entry.program().equations().get(number - 1);
    return new EquationRow(
        number,
        entry.origins().get(number - 1).toString(),
        equation.primitive(),
        equation.shape().toString(),
        graph.isEliminable(graph.vertexOf(number)));
  }
}
