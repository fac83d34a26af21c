package crosscountry.environment.accumulation;

/** What takes the partial derivatives of one tensor with respect to another, one by one. */
interface PartialSink {

  /**
   * Adds to an entry of the Jacobian.
   *
   * @param row element of the tensor that is derived
   * @param column element of the one with respect to which it is derived
   */
  void add(int row, int column, double partial);
}
