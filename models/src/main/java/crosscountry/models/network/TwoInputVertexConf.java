package crosscountry.models.network;

import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;

/** What DL4J asks of the configuration of a vertex without parameters and with two inputs. */
abstract class TwoInputVertexConf extends GraphVertex {

  /** Returns which of the inputs the output is shaped like. */
  abstract int shapedLike();

  @Override
  public final long numParams(boolean backprop) {
    return 0;
  }

  @Override
  public final int minVertexInputs() {
    return 2;
  }

  @Override
  public final int maxVertexInputs() {
    return 2;
  }

  @Override
  public final InputType getOutputType(int layerIndex, InputType... inputs) {
    return inputs[shapedLike()];
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
