package crosscountry.models.network;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A dense layer with a bias that computes what DL4J's own does, two to three times faster for the
 * many short rows of this network. DL4J's copies every product from column-major to row-major
 * order, and computes it a second time on the way back; this one keeps rows throughout and
 * remembers its output. That output must tell the slope of the activation, so it is relu or
 * identity.
 */
public final class RowDense extends FeedForwardLayer {

  /** Creates the layer; DL4J needs this constructor to read a stored configuration. */
  public RowDense() {}

  private RowDense(Builder builder) {
    super(builder);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType dataType) {
    if (!(getActivationFn() instanceof ActivationReLU
        || getActivationFn() instanceof ActivationIdentity)) {
      throw new IllegalStateException(
          "The activation (%s) of layer %s is neither relu nor identity"
              .formatted(getActivationFn(), getLayerName()));
    }
    RowDenseLayer layer = new RowDenseLayer(conf, dataType);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(initializer().init(conf, parameters, initialize));
    layer.setConf(conf);
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    return DefaultParamInitializer.getInstance();
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    long count = initializer().numParams(this);
    InputType outputType = getOutputType(-1, inputType);
    return new LayerMemoryReport.Builder(getLayerName(), RowDense.class, inputType, outputType)
        .standardMemory(count, getIUpdater().stateSize(count))
        .workingMemory(0, 0, 0, outputType.arrayElementsPerExample())
        .cacheMemory(0, 0)
        .build();
  }

  /** Builds the layer. */
  public static final class Builder extends FeedForwardLayer.Builder<Builder> {

    /** Creates a builder without sizes. */
    public Builder() {}

    @Override
    // DL4J declares the result as whatever layer the caller asks for.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <E extends org.deeplearning4j.nn.conf.layers.Layer> E build() {
      return (E) new RowDense(this);
    }
  }
}
