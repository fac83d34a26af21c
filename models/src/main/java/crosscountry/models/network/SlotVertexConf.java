package crosscountry.models.network;

import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;

/** What DL4J asks of the configuration of a {@link SlotVertex}. */
abstract class SlotVertexConf extends GraphVertex {

  /** Returns how many inputs the vertex takes. */
  abstract int inputCount();

  /** Returns the type of the output, given those of the inputs. */
  abstract InputType outputType(InputType... inputs);

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
