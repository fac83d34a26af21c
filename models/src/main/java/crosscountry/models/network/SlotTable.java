package crosscountry.models.network;

import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Turns one number per slot into a table with a row per position, and masks its padding. Inputs:
 * column [B*N, 1] and mask [B, N]; output [B, N]. The mask is not learnt.
 */
public final class SlotTable extends TwoInputVertexConf {

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
  int shapedLike() {
    return 1;
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
  public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType dataType) {
    return new Vertex(masking, graph, name, index, dataType);
  }

  @SuppressWarnings("overrides") // As the class that it extends.
  private static final class Vertex extends TwoInputVertex {

    private final Masking masking;

    Vertex(Masking masking, ComputationGraph graph, String name, int index, DataType dataType) {
      super(graph, name, index, dataType);
      this.masking = masking;
    }

    @Override
    INDArray forward(INDArray column, INDArray mask, LayerWorkspaceMgr workspaces) {
      INDArray table = activation(workspaces, mask.shape());
      INDArray cells = column.reshape('c', mask.shape());
      return switch (masking) {
        case ADD -> cells.addi(mask, table);
        case MULTIPLY -> cells.muli(mask, table);
      };
    }

    @Override
    INDArray[] backward(INDArray gradient, LayerWorkspaceMgr workspaces) {
      INDArray cells = activationGradient(workspaces, gradient.shape());
      switch (masking) {
        case ADD -> cells.assign(gradient);
        case MULTIPLY -> gradient.muli(inputs[1], cells);
      }
      return new INDArray[] {cells.reshape('c', gradient.length(), 1), null};
    }
  }
}
