package crosscountry.models.network;

import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Weighted sum over the slots of a position. Inputs: rows [B*N, K] and weights [B, N]; output [B,
 * K]. With weights 1/live it is the mean over live vertices. Weights are not learnt.
 */
public final class SlotSum extends TwoInputVertexConf {

  /** Creates the vertex; DL4J needs this constructor to read a stored configuration. */
  public SlotSum() {}

  @Override
  int shapedLike() {
    return 0;
  }

  @Override
  public GraphVertex clone() {
    return new SlotSum();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SlotSum;
  }

  @Override
  public int hashCode() {
    return SlotSum.class.hashCode();
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
    INDArray forward(INDArray rows, INDArray weights, LayerWorkspaceMgr workspaces) {
      long batch = weights.size(0);
      long slots = weights.size(1);
      long width = rows.size(1);
      INDArray sum = activation(workspaces, batch, width);
      Nd4j.matmul(
          weights.reshape('c', batch, 1, slots),
          rows.reshape('c', batch, slots, width),
          sum.reshape('c', batch, 1, width));
      return sum;
    }

    @Override
    INDArray[] backward(INDArray gradient, LayerWorkspaceMgr workspaces) {
      INDArray weights = inputs[1];
      long batch = weights.size(0);
      long slots = weights.size(1);
      long width = gradient.size(1);
      INDArray rows = activationGradient(workspaces, batch * slots, width);
      Nd4j.matmul(
          weights.reshape('c', batch, slots, 1),
          gradient.reshape('c', batch, 1, width),
          rows.reshape('c', batch, slots, width));
      return new INDArray[] {rows, null};
    }
  }
}
