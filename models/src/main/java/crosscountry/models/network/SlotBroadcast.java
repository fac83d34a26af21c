package crosscountry.models.network;

import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Adds one row of a position to each of its slots. Inputs: rows [B*N, K] and context [B, K]; output
 * [B*N, K].
 */
public final class SlotBroadcast extends TwoInputVertexConf {

  /** Creates the vertex; DL4J needs this constructor to read a stored configuration. */
  public SlotBroadcast() {}

  @Override
  int shapedLike() {
    return 0;
  }

  @Override
  public GraphVertex clone() {
    return new SlotBroadcast();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SlotBroadcast;
  }

  @Override
  public int hashCode() {
    return SlotBroadcast.class.hashCode();
  }

  @Override
  public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType dataType) {
    return new Vertex(graph, name, index, dataType);
  }

  @SuppressWarnings("overrides") // As the class that it extends.
  private static final class Vertex extends TwoInputVertex {

    Vertex(ComputationGraph graph, String name, int index, DataType dataType) {
      super(graph, name, index, dataType);
    }

    @Override
    INDArray forward(INDArray rows, INDArray context, LayerWorkspaceMgr workspaces) {
      long batch = context.size(0);
      long width = context.size(1);
      long slots = rows.size(0) / batch;
      INDArray sum = activation(workspaces, rows.size(0), width);
      rows.reshape('c', batch, slots, width)
          .add(context.reshape('c', batch, 1, width), sum.reshape('c', batch, slots, width));
      return sum;
    }

    @Override
    INDArray[] backward(INDArray gradient, LayerWorkspaceMgr workspaces) {
      long batch = inputs[1].size(0);
      long width = gradient.size(1);
      long slots = gradient.size(0) / batch;
      INDArray context = activationGradient(workspaces, batch, width);
      gradient.reshape('c', batch, slots, width).sum(context, 1);
      return new INDArray[] {workspaces.dup(ArrayType.ACTIVATION_GRAD, gradient, 'c'), context};
    }
  }
}
