package crosscountry.environment.accumulation;

/** The Jacobian of one tensor with respect to another, with every entry; zero at first. */
final class DenseJacobian implements PartialSink {

  private final int rows;
  private final int columns;
  private final double[] entries;

  /**
   * Creates a Jacobian of zeros.
   *
   * @param rows elements of the tensor that is derived
   * @param columns elements of the one with respect to which it is derived
   */
  DenseJacobian(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    this.entries = new double[Math.multiplyExact(rows, columns)];
  }

  /** Returns the number of rows. */
  int rows() {
    return rows;
  }

  /** Returns the number of columns. */
  int columns() {
    return columns;
  }

  /** Returns an entry. */
  double at(int row, int column) {
    return entries[row * columns + column];
  }

  @Override
  public void add(int row, int column, double partial) {
    entries[row * columns + column] += partial;
  }

  /** Tells whether all entries are finite. */
  boolean isFinite() {
    for (double entry : entries) {
      if (!Double.isFinite(entry)) {
        return false;
      }
    }
    return true;
  }
}
