package crosscountry.models.network;

/**
 * A learning step met a loss or a gradient that isn't finite. The network is as it was before the
 * step.
 */
public final class DivergedException extends RuntimeException {

  private final LossReport report;

  /** Creates the exception from what the step saw. */
  public DivergedException(LossReport report) {
    super(
        ("Learning step %d gave a loss of %s (policy %s, excess %s, value %s) and a gradient of norm"
                + " %s; the parameters were left as they were before it.\n"
                + "Maybe the learning rate (%s) is too high.")
            .formatted(
                report.step(),
                report.total(),
                report.policyLoss(),
                report.excessLoss(),
                report.valueLoss(),
                report.gradientNorm(),
                report.learningRate()));
    this.report = report;
  }

  /** Returns what the step saw. */
  public LossReport report() {
    return report;
  }
}
