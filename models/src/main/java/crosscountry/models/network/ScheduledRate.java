package crosscountry.models.network;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A {@link LearningRate} as DL4J wants it. */
final class ScheduledRate implements ISchedule {

  @JsonProperty private final double peak;
  @JsonProperty private final int warmUpSteps;
  @JsonProperty private final int decaySteps;
  @JsonProperty private final double end;

  ScheduledRate(
      @JsonProperty("peak") double peak,
      @JsonProperty("warmUpSteps") int warmUpSteps,
      @JsonProperty("decaySteps") int decaySteps,
      @JsonProperty("end") double end) {
    this.peak = peak;
    this.warmUpSteps = warmUpSteps;
    this.decaySteps = decaySteps;
    this.end = end;
  }

  ScheduledRate(LearningRate rate) {
    this(rate.peak(), rate.warmUpSteps(), rate.decaySteps(), rate.end());
  }

  private LearningRate rate() {
    return new LearningRate(peak, warmUpSteps, decaySteps, end);
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    return rate().at(iteration);
  }

  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod") // Immutable, and DL4J only wants an equal one.
  public ISchedule clone() {
    return this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScheduledRate that && rate().equals(that.rate());
  }

  @Override
  public int hashCode() {
    return rate().hashCode();
  }
}
