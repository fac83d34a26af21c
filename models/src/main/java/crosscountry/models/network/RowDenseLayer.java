package crosscountry.models.network;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Computes {@link RowDense}. BLAS writes column-major results, and the transpose of a row-major
 * array is one; hence every product here is the transpose of the product that is meant. Arrays:
 * input [R, I], weights W [I, O], bias [1, O], output and its gradient [R, O].
 */
final class RowDenseLayer extends BaseLayer<RowDense> {

  private INDArray output;

  RowDenseLayer(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    INDArray weights = getParam(DefaultParamInitializer.WEIGHT_KEY);
    long[] shape = {input.size(0), weights.size(1)};
    INDArray result =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, weights.dataType(), shape, 'c');
    Nd4j.gemm(weights, input.transpose(), result.transpose(), true, false, 1, 0);
    result.addiRowVector(getParam(DefaultParamInitializer.BIAS_KEY));
    layerConf().getActivationFn().getActivation(result, training);
    output = training ? result : null;
    return result;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray outputGradient, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray delta = slopeTimes(outputGradient);
    INDArray weightGradient = gradientViews.get(DefaultParamInitializer.WEIGHT_KEY);
    Nd4j.gemm(input.transpose(), delta.transpose(), weightGradient, false, true, 1, 0);
    INDArray biasGradient = gradientViews.get(DefaultParamInitializer.BIAS_KEY);
    INDArray ones =
        workspaces
            .createUninitialized(
                ArrayType.BP_WORKING_MEM, delta.dataType(), new long[] {delta.size(0), 1}, 'c')
            .assign(1);
    // The sum over rows as a product: ND4J's reduction along a column takes three times as long.
    INDArray column = biasGradient.reshape('f', biasGradient.length(), 1);
    Nd4j.gemm(delta.transpose(), ones, column, false, false, 1, 0);
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(DefaultParamInitializer.WEIGHT_KEY, weightGradient);
    gradient.setGradientFor(DefaultParamInitializer.BIAS_KEY, biasGradient);
    return new Pair<>(gradient, inputGradient(delta, workspaces));
  }

  /** Where relu's output is positive its slope is 1, elsewhere 0: the output's sign. */
  private INDArray slopeTimes(INDArray outputGradient) {
    if (layerConf().getActivationFn() instanceof ActivationIdentity) {
      return outputGradient;
    }
    return Transforms.sign(output, true).muli(outputGradient);
  }

  private INDArray inputGradient(INDArray delta, LayerWorkspaceMgr workspaces) {
    INDArray weights = getParam(DefaultParamInitializer.WEIGHT_KEY);
    INDArray result =
        workspaces.createUninitialized(
            ArrayType.ACTIVATION_GRAD, delta.dataType(), input.shape(), 'c');
    if (weights.size(1) == 1) {
      return delta.mul(weights.transpose(), result);
    }
    Nd4j.gemm(weights, delta.transpose(), result.transpose(), false, false, 1, 0);
    return result;
  }

  @Override
  public void clear() {
    super.clear();
    output = null;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}
