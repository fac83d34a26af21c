package crosscountry.environment.accumulation;

/** Tells of partial derivatives whether they are finite, without storing them. */
final class PartialCheck implements PartialSink {

  private boolean finite = true;
  private long partials;

  @Override
  public void add(int row, int column, double partial) {
    finite &= Double.isFinite(partial);
    partials++;
  }

  /** Tells whether all partials so far were finite. */
  boolean isFinite() {
    return finite;
  }

  /** Returns how many partials there were. */
  long partials() {
    return partials;
  }
}
