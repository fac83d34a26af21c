package crosscountry.environment.annealing;

import crosscountry.environment.structure.StructureTable;

/** The edges into each vertex. */
final class PredecessorRows extends StructuredRows {

  PredecessorRows(StructureTable table, int vertices, int words) {
    super(table, vertices, words);
  }

  @Override
  int product(int near, int beyond) {
    return table.product(beyond, near);
  }
}
