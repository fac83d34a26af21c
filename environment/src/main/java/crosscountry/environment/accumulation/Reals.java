package crosscountry.environment.accumulation;

/** The real numbers, as far as doubles hold them: every operation rounds. */
enum Reals implements Ring<Double> {
  DOUBLES;

  @Override
  public Double zero() {
    return 0.0;
  }

  @Override
  public Double one() {
    return 1.0;
  }

  @Override
  public Double sum(Double a, Double b) {
    return a + b;
  }

  @Override
  public Double product(Double a, Double b) {
    return a * b;
  }
}
