package crosscountry.models.network;

import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What DL4J asks of the configuration of a {@link SlotVertex}. */
abstract class SlotVertexConf extends GraphVertex {

  /** Returns how many inputs the vertex takes. */
  abstract int inputCount();

  /** Returns the type of the output, given those of the inputs. */
  abstract InputType outputType(InputType... inputs);

  /** Returns the vertex that computes. */
  abstract SlotVertex vertex(ComputationGraph graph, String name, int index, DataType dataType);

  @Override
  public final org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType dataType) {
    return vertex(graph, name, index, dataType);
  }

  // Most configurations say nothing but their class, so that no other can be their equal.
  @SuppressWarnings("EqualsGetClass")
  @Override
  public boolean equals(Object other) {
    return other != null && getClass() == other.getClass();
  }

  @Override
  public int hashCode() {
    return getClass().hashCode();
  }

  @Override
  public final long numParams(boolean backprop) {
    return 0;
  }

  @Override
  public final int minVertexInputs() {
    return inputCount();
  }

  @Override
  public final int maxVertexInputs() {
    return inputCount();
  }

  @Override
  public final InputType getOutputType(int layerIndex, InputType... inputs) {
    return outputType(inputs);
  }

  @Override
  public final MemoryReport getMemoryReport(InputType... inputs) {
    return new LayerMemoryReport.Builder(null, getClass(), inputs[0], getOutputType(-1, inputs))
        .standardMemory(0, 0)
        .workingMemory(0, 0, 0, 0)
        .cacheMemory(0, 0)
        .build();
  }
}
