package crosscountry.models.network;

import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Turns one number per live vertex into a table with a row per position, and masks its padding.
 * Inputs: column [R, 1], mask [B, N] and the slot of each row [R]; output [B, N]. Only the column
 * is learnt.
 */
public final class SlotTable extends SlotVertexConf {

  /** What the mask does to the table. */
  public enum Masking {
    /** It is added: 0 keeps a cell, -1e9 takes it out of a softmax. */
    ADD,
    /** It is multiplied: 1 keeps a cell, 0 clears it. */
    MULTIPLY
  }

  private final Masking masking;

  /** Creates the vertex. */
  public SlotTable(@JsonProperty("masking") Masking masking) {
    this.masking = masking;
  }

  /** Returns what the mask does to the table. */
  public Masking getMasking() {
    return masking;
  }

  @Override
  int inputCount() {
    return 3;
  }

  @Override
  InputType outputType(InputType... inputs) {
    return inputs[1];
  }

  @Override
  public GraphVertex clone() {
    return new SlotTable(masking);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SlotTable that && masking == that.masking;
  }

  @Override
  public int hashCode() {
    return masking.hashCode();
  }

  @Override
  SlotVertex vertex(ComputationGraph graph, String name, int index, DataType dataType) {
    return new Vertex(masking, graph, name, index, dataType);
  }

  @SuppressWarnings("overrides") // As the class that it extends.
  private static final class Vertex extends SlotVertex {

    private final Masking masking;

    Vertex(Masking masking, ComputationGraph graph, String name, int index, DataType dataType) {
      super(graph, name, index, dataType);
      this.masking = masking;
    }

    @Override
    INDArray forward(INDArray[] inputs, LayerWorkspaceMgr workspaces) {
      INDArray mask = inputs[1];
      INDArray table = activation(workspaces, mask.shape());
      new SlotIndex(inputs[2], mask.size(1)).toSlots(inputs[0], column(table));
      return switch (masking) {
        case ADD -> table.addi(mask);
        case MULTIPLY -> table.muli(mask);
      };
    }

    @Override
    INDArray[] backward(INDArray gradient, LayerWorkspaceMgr workspaces) {
      INDArray mask = inputs[1];
      INDArray cells =
          switch (masking) {
            case ADD -> gradient;
            case MULTIPLY -> gradient.mul(mask);
          };
      SlotIndex index = new SlotIndex(inputs[2], mask.size(1));
      INDArray rows = activationGradient(workspaces, index.rows(), 1);
      index.toRows(column(cells), rows);
      return new INDArray[] {rows, null, null};
    }

    private static INDArray column(INDArray table) {
      return table.reshape('c', table.length(), 1);
    }
  }
}
