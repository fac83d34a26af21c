package crosscountry.models.network;

import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Adds one row of a position to the rows of each of its live vertices. Inputs: rows [R, K], context
 * [B, K], 1 for live slots [B, N] and the slot of each row [R]; output [R, K]. Rows and context are
 * learnt.
 */
public final class SlotBroadcast extends SlotVertexConf {

  /** Creates the vertex; DL4J needs this constructor to read a stored configuration. */
  public SlotBroadcast() {}

  @Override
  int inputCount() {
    return 4;
  }

  @Override
  InputType outputType(InputType... inputs) {
    return inputs[0];
  }

  @Override
  public GraphVertex clone() {
    return new SlotBroadcast();
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
      INDArray sum = activation(workspaces, rows.shape());
      new SlotIndex(inputs[3], inputs[2].size(1)).spread(inputs[1], sum);
      return sum.addi(rows);
    }

    @Override
    INDArray[] backward(INDArray gradient, LayerWorkspaceMgr workspaces) {
      INDArray live = inputs[2];
      long batch = live.size(0);
      long slots = live.size(1);
      long width = gradient.size(1);
      INDArray slotted = Nd4j.createUninitialized(dataType, batch * slots, width);
      new SlotIndex(inputs[3], slots).toSlots(gradient, slotted);
      INDArray context = activationGradient(workspaces, batch, width);
      Nd4j.matmul(
          live.reshape('c', batch, 1, slots),
          slotted.reshape('c', batch, slots, width),
          context.reshape('c', batch, 1, width));
      INDArray rows = workspaces.dup(ArrayType.ACTIVATION_GRAD, gradient, 'c');
      return new INDArray[] {rows, context, null, null};
    }
  }
}
