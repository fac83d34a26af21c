package crosscountry.environment.annealing;

import crosscountry.environment.structure.StructureTable;

/** The edges out of each vertex. */
final class SuccessorRows extends StructuredRows {

  SuccessorRows(StructureTable table, int vertices, int words) {
    super(table, vertices, words);
  }

  @Override
  int product(int near, int beyond) {
    return table.product(near, beyond);
  }
}
