package crosscountry.models.network;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Huber's loss (Huber 1964) for DL4J, which has none: d*d/2 as far as |d| is within the width, and
 * width*(|d| - width/2) beyond. The mask, of the shape of the labels, holds the weight of each
 * output.
 */
public final class HuberLoss implements ILossFunction {

  private final double width;

  /** Creates the loss with the given width of its parabola, in the units of the output. */
  public HuberLoss(@JsonProperty("width") double width) {
    this.width = width;
  }

  /** Returns the width of the parabola, in the units of the output. */
  public double getWidth() {
    return width;
  }

  @Override
  public double computeScore(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
    double sum = cellScores(labels, preOutput, activation, mask).sumNumber().doubleValue();
    return average ? sum / preOutput.size(0) : sum;
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
    return cellScores(labels, preOutput, activation, mask).sum(true, 1);
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
    INDArray slope = difference(labels, preOutput, activation);
    Transforms.max(Transforms.min(slope, width, false), -width, false);
    if (mask != null) {
      slope.muli(mask.castTo(slope.dataType()));
    }
    return activation.backprop(preOutput, slope).getFirst();
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
    return new Pair<>(
        computeScore(labels, preOutput, activation, mask, average),
        computeGradient(labels, preOutput, activation, mask));
  }

  @Override
  public String name() {
    return toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HuberLoss that && Double.compare(width, that.width) == 0;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(width);
  }

  @Override
  public String toString() {
    return "HuberLoss(width=" + width + ")";
  }

  /** With a = min(|d|, width), both pieces of the loss are a * (|d| - a/2). */
  private INDArray cellScores(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
    INDArray distance = Transforms.abs(difference(labels, preOutput, activation), false);
    INDArray within = Transforms.min(distance, width, true);
    INDArray scores = distance.subi(within.mul(0.5)).muli(within);
    return mask == null ? scores : scores.muli(mask.castTo(scores.dataType()));
  }

  private static INDArray difference(INDArray labels, INDArray preOutput, IActivation activation) {
    INDArray output = activation.getActivation(preOutput.dup(), true);
    return output.subi(labels.castTo(output.dataType()));
  }
}
