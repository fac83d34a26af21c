package crosscountry.models.network;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A vertex without parameters between rows, one per live vertex of the computational graphs, and
 * tables with a row of slots per position. Subclasses say what it computes; arrays that leave it
 * come from the {@link LayerWorkspaceMgr}.
 */
@SuppressWarnings("overrides") // DL4J overrides a method of variable arity by one of fixed arity.
abstract class SlotVertex extends BaseGraphVertex {

  SlotVertex(ComputationGraph graph, String name, int index, DataType dataType) {
    super(graph, name, index, null, null, dataType);
  }

  /** Returns the output for the inputs. */
  abstract INDArray forward(INDArray[] inputs, LayerWorkspaceMgr workspaces);

  /**
   * Returns the gradients of the inputs, null for one that is never learnt.
   *
   * @param gradient gradient of the output
   */
  abstract INDArray[] backward(INDArray gradient, LayerWorkspaceMgr workspaces);

  /** Returns an uninitialised activation, row by row. */
  final INDArray activation(LayerWorkspaceMgr workspaces, long... shape) {
    return workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, shape, 'c');
  }

  /** Returns an uninitialised gradient of an activation, row by row. */
  final INDArray activationGradient(LayerWorkspaceMgr workspaces, long... shape) {
    return workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, shape, 'c');
  }

  @Override
  public final INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    if (!canDoForward()) {
      throw new IllegalStateException("The inputs of %s aren't set".formatted(this));
    }
    return forward(inputs, workspaces);
  }

  @Override
  public final Pair<Gradient, INDArray[]> doBackward(
      boolean truncated, LayerWorkspaceMgr workspaces) {
    if (!canDoBackward()) {
      throw new IllegalStateException("The gradient of %s isn't set".formatted(this));
    }
    return new Pair<>(null, backward(epsilon, workspaces));
  }

  @Override
  public final boolean hasLayer() {
    return false;
  }

  @Override
  public final Layer getLayer() {
    return null;
  }

  @Override
  public final void setBackpropGradientsViewArray(INDArray gradients) {
    if (gradients != null) {
      throw new IllegalArgumentException("%s has no parameters".formatted(this));
    }
  }

  @Override
  public final Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray[] masks, MaskState state, int batch) {
    // Padding is masked by the inputs of the vertices, never by DL4J's feature masks.
    return null;
  }

  @Override
  public final String toString() {
    return "%s(%s)".formatted(getClass().getSimpleName(), vertexName);
  }
}
