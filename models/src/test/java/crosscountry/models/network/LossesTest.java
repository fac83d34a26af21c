package crosscountry.models.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** Losses against values worked out by hand. */
class LossesTest {

  private static final IActivation IDENTITY = new ActivationIdentity();

  @Test
  void softmaxSharesNothingWithPadding() {
    float out = -1e9f;
    INDArray logits = Nd4j.create(new float[][] {{1, 2, 3 + out, 4 + out}, {0, 0, 0, out}});
    INDArray targets = Nd4j.create(new float[][] {{0.5f, 0.5f, 0, 0}, {1, 0, 0, 0}});
    INDArray weights = Nd4j.create(new float[][] {{1}, {2}});
    LossMCXENT loss = new LossMCXENT();
    ActivationSoftmax softmax = new ActivationSoftmax();

    // softmax(1, 2) = (0.2689, 0.7311); softmax(0, 0, 0) = 1/3 each, counted twice
    float[] gradient =
        loss.computeGradient(targets, logits, softmax, weights).ravel().toFloatVector();
    float[] expected = {-0.2311f, 0.2311f, 0, 0, -1.3333f, 0.6667f, 0.6667f, 0};
    assertThat(gradient).containsExactly(expected, within(1e-4f));

    double crossEntropy = -0.5 * Math.log(0.26894) - 0.5 * Math.log(0.73106);
    assertThat(loss.computeScore(targets, logits, softmax, weights, false))
        .isCloseTo(crossEntropy + 2 * Math.log(3), within(1e-4));
  }

  @Test
  void huberIsAParabolaThenALine() {
    HuberLoss loss = new HuberLoss(2);
    INDArray labels = Nd4j.create(new float[][] {{0, 0, 0, 0, 1}});
    INDArray output = Nd4j.create(new float[][] {{0, 1, -2, 5, -3}});

    INDArray gradient = loss.computeGradient(labels, output, IDENTITY, null);
    assertThat(gradient.toFloatVector()).containsExactly(0, 1, -2, 2, -2);
    // 0, 1/2, 4/2, 2 * (5 - 1), 2 * (4 - 1)
    assertThat(loss.computeScore(labels, output, IDENTITY, null, false)).isEqualTo(16.5);
  }

  @Test
  void huberCountsEachOutputWithItsWeight() {
    HuberLoss loss = new HuberLoss(2);
    INDArray labels = Nd4j.create(new float[][] {{0, 0}, {0, 0}});
    INDArray output = Nd4j.create(new float[][] {{1, 1}, {4, 7}});
    INDArray weights = Nd4j.create(new float[][] {{0.5f, 3}, {1, 0}});

    INDArray gradient = loss.computeGradient(labels, output, IDENTITY, weights);
    assertThat(gradient.ravel().toFloatVector()).containsExactly(0.5f, 3, 2, 0);
    assertThat(loss.computeScoreArray(labels, output, IDENTITY, weights).toFloatVector())
        .containsExactly(1.75f, 6);
    assertThat(loss.computeScore(labels, output, IDENTITY, weights, true)).isEqualTo(7.75 / 2);
  }
}
