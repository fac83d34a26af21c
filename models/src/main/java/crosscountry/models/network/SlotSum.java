package crosscountry.models.network;

import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Weighted sum over the live vertices of a position. Inputs: rows [R, K], weights [B, N] and the
 * slot of each row [R]; output [B, K]. With weights 1/live it is the mean. Only rows are learnt.
 */
public final class SlotSum extends SlotVertexConf {

  /** Creates the vertex; DL4J needs this constructor to read a stored configuration. */
  public SlotSum() {}

  @Override
  int inputCount() {
    return 3;
  }

  @Override
  InputType outputType(InputType... inputs) {
    return inputs[0];
  }

  @Override
  public GraphVertex clone() {
    return new SlotSum();
  }

  @Override
  SlotVertex vertex(ComputationGraph graph, String name, int index, DataType dataType) {
    return new Vertex(graph, name, index, dataType);
  }

  @SuppressWarnings("overrides") // As the class that it extends.
  private static final class Vertex extends SlotVertex {

    Vertex(ComputationGraph graph, String name, int index, DataType dataType) {
      super(graph, name, index, dataType);
    }

    @Override
    INDArray forward(INDArray[] inputs, LayerWorkspaceMgr workspaces) {
      INDArray rows = inputs[0];
      INDArray weights = inputs[1];
      long batch = weights.size(0);
      long slots = weights.size(1);
      long width = rows.size(1);
      INDArray slotted = Nd4j.createUninitialized(dataType, batch * slots, width);
      new SlotIndex(inputs[2], slots).toSlots(rows, slotted);
      INDArray sum = activation(workspaces, batch, width);
      Nd4j.matmul(
          weights.reshape('c', batch, 1, slots),
          slotted.reshape('c', batch, slots, width),
          sum.reshape('c', batch, 1, width));
      return sum;
    }

    @Override
    INDArray[] backward(INDArray gradient, LayerWorkspaceMgr workspaces) {
      INDArray weights = inputs[1];
      SlotIndex index = new SlotIndex(inputs[2], weights.size(1));
      INDArray weightOfRow = Nd4j.createUninitialized(dataType, index.rows(), 1);
      index.toRows(weights.reshape('c', weights.length(), 1), weightOfRow);
      INDArray rows = activationGradient(workspaces, index.rows(), gradient.size(1));
      index.spread(gradient, rows);
      rows.muliColumnVector(weightOfRow);
      return new INDArray[] {rows, null, null};
    }
  }
}
