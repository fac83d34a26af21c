package crosscountry.models.network;

import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Puts beside each row what its neighbours hold on average. Inputs: rows [R, K], what is averaged
 * [R, K], predecessors and successors of each row as {@link RowLists}; output [R, 3K]: the row, the
 * mean over its predecessors and that over its successors, 0 where there is none. Rows and what is
 * averaged are learnt.
 */
public final class NeighbourJoin extends SlotVertexConf {

  /** Creates the vertex; DL4J needs this constructor to read a stored configuration. */
  public NeighbourJoin() {}

  @Override
  int inputCount() {
    return 4;
  }

  @Override
  InputType outputType(InputType... inputs) {
    return InputType.feedForward(3 * ((InputType.InputTypeFeedForward) inputs[0]).getSize());
  }

  @Override
  public GraphVertex clone() {
    return new NeighbourJoin();
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
      INDArray averaged = inputs[1];
      long rows = averaged.size(0);
      INDArray joined = activation(workspaces, rows, 3 * averaged.size(1));
      part(joined, 0).assign(inputs[0]);
      part(joined, 1).assign(new RowLists(inputs[2], rows).means(averaged));
      part(joined, 2).assign(new RowLists(inputs[3], rows).means(averaged));
      return joined;
    }

    @Override
    INDArray[] backward(INDArray gradient, LayerWorkspaceMgr workspaces) {
      long rows = gradient.size(0);
      INDArray ofPredecessors = new RowLists(inputs[2], rows).meansGradient(part(gradient, 1));
      INDArray ofSuccessors = new RowLists(inputs[3], rows).meansGradient(part(gradient, 2));
      INDArray averaged = activationGradient(workspaces, rows, gradient.size(1) / 3);
      averaged.assign(ofPredecessors.addi(ofSuccessors));
      INDArray itself = workspaces.dup(ArrayType.ACTIVATION_GRAD, part(gradient, 0), 'c');
      return new INDArray[] {itself, averaged, null, null};
    }

    private static INDArray part(INDArray joined, int index) {
      long width = joined.size(1) / 3;
      INDArrayIndex columns = NDArrayIndex.interval(index * width, (index + 1) * width);
      return joined.get(NDArrayIndex.all(), columns);
    }
  }
}
