package crosscountry.models.network;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * The network as a DL4J graph. The R live vertices of B positions lie in rows [R, .], so that one
 * dense layer serves them all at once and nothing is computed for padding; only pooling, broadcast
 * and the tables [B, N] at the end know of positions.
 */
final class GraphConfiguration {

  /** Inputs: features of live vertices, [R, F]. */
  static final String ROWS = "rows";

  /** Inputs: 1/live for live slots, [B, N]. */
  static final String SHARE = "share";

  /** Inputs: 1 for live slots, [B, N]. */
  static final String LIVE = "live";

  /** Inputs: 0 for live slots, -1e9 for padding, [B, N]. */
  static final String BIAS = "bias";

  /** Inputs: slot of each row, position * N + place, [R]. */
  static final String SLOTS = "slots";

  /** Inputs: value scale of the position for live slots, [B, N]. */
  static final String SCALE = "scale";

  /** Inputs: live predecessors of each row, as {@link RowLists}. */
  static final String PREDECESSORS = "predecessors";

  /** Inputs: live successors of each row, as {@link RowLists}. */
  static final String SUCCESSORS = "successors";

  /** Vertex: masked logits, [B, N]. */
  static final String LOGITS = "logits";

  /** Vertex: expected excess, 0 in padding, [B, N]. */
  static final String EXCESS = "excess";

  /** Outputs, in the order of labels: softmax of logits, excess and value. */
  static final List<String> LOSSES = List.of("policyLoss", "excessLoss", "valueLoss");

  /** Start of the heads: almost even policy and no expected excess. */
  private static final double HEAD_DEVIATION = 0.01;

  private GraphConfiguration() {}

  /** Returns the name of the DL4J layer that holds the parameters of a block. */
  static String layerOf(DenseBlock block) {
    return block.name().toLowerCase(java.util.Locale.ROOT) + "Dense";
  }

  /** Returns the inputs that the graph of an architecture has, in their order. */
  static List<String> inputsOf(Architecture architecture) {
    return switch (architecture) {
      case LINEAR -> List.of(ROWS, SLOTS, LIVE, BIAS, SCALE);
      case POOLED_VERTEXWISE -> List.of(ROWS, SLOTS, SHARE, LIVE, BIAS, SCALE);
      case NEIGHBOURHOOD ->
          List.of(ROWS, SLOTS, SHARE, LIVE, BIAS, SCALE, PREDECESSORS, SUCCESSORS);
    };
  }

  /** Returns the configuration of the graph. */
  static ComputationGraphConfiguration configure(
      NetworkBlueprint blueprint, long seed, IUpdater updater, double l2, LossSettings losses) {
    return configure(blueprint, seed, updater, l2, losses, DataType.FLOAT);
  }

  /** Returns the configuration of the graph with the given precision. */
  static ComputationGraphConfiguration configure(
      NetworkBlueprint blueprint,
      long seed,
      IUpdater updater,
      double l2,
      LossSettings losses,
      DataType precision) {
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .dataType(precision)
            .updater(updater)
            .l2(l2)
            .weightInit(WeightInit.RELU)
            .graphBuilder()
            .addInputs(inputsOf(blueprint.architecture()).toArray(String[]::new));
    addHeads(builder, blueprint, addTrunk(builder, blueprint), losses);
    return builder.setOutputs(LOSSES.toArray(String[]::new)).build();
  }

  /** Adds what comes before the heads and returns the name of what they read. */
  private static String addTrunk(GraphBuilder builder, NetworkBlueprint blueprint) {
    return switch (blueprint.architecture()) {
      case LINEAR -> ROWS;
      case POOLED_VERTEXWISE -> {
        addContext(builder, blueprint);
        addDense(builder, blueprint, DenseBlock.MIXING, "joined");
        yield layerOf(DenseBlock.MIXING);
      }
      case NEIGHBOURHOOD -> {
        addContext(builder, blueprint);
        String refined = layerOf(DenseBlock.REFINEMENT);
        builder.addVertex(
            "neighbours", new NeighbourJoin(), "joined", refined, PREDECESSORS, SUCCESSORS);
        addDense(builder, blueprint, DenseBlock.MIXING, "neighbours");
        yield layerOf(DenseBlock.MIXING);
      }
    };
  }

  private static void addContext(GraphBuilder builder, NetworkBlueprint blueprint) {
    String refined = layerOf(DenseBlock.REFINEMENT);
    addDense(builder, blueprint, DenseBlock.EMBEDDING, ROWS);
    addDense(builder, blueprint, DenseBlock.REFINEMENT, layerOf(DenseBlock.EMBEDDING));
    builder.addVertex("mean", new SlotSum(), refined, SHARE, SLOTS);
    addDense(builder, blueprint, DenseBlock.CONTEXT, "mean");
    builder.addVertex(
        "joined", new SlotBroadcast(), refined, layerOf(DenseBlock.CONTEXT), LIVE, SLOTS);
  }

  private static void addHeads(
      GraphBuilder builder, NetworkBlueprint blueprint, String read, LossSettings losses) {
    String logit = layerOf(DenseBlock.POLICY);
    String excess = layerOf(DenseBlock.EXCESS);
    addDense(builder, blueprint, DenseBlock.POLICY, read);
    addDense(builder, blueprint, DenseBlock.EXCESS, read);
    builder
        .addVertex(LOGITS, new SlotTable(SlotTable.Masking.ADD), logit, BIAS, SLOTS)
        .addVertex(EXCESS, new SlotTable(SlotTable.Masking.MULTIPLY), excess, LIVE, SLOTS)
        .addVertex("value", new SlotSum(), excess, SCALE, SLOTS);
    addLoss(builder, 0, new LossMCXENT(), Activation.SOFTMAX, LOGITS);
    addLoss(builder, 1, new HuberLoss(losses.excessWidth()), Activation.IDENTITY, EXCESS);
    addLoss(builder, 2, new HuberLoss(losses.valueWidth()), Activation.IDENTITY, "value");
  }

  private static void addDense(
      GraphBuilder builder, NetworkBlueprint blueprint, DenseBlock block, String input) {
    RowDense.Builder layer =
        new RowDense.Builder().nIn(block.inputs(blueprint)).nOut(block.outputs(blueprint));
    if (block == DenseBlock.POLICY || block == DenseBlock.EXCESS) {
      layer.activation(Activation.IDENTITY).weightInit(new NormalDistribution(0, HEAD_DEVIATION));
    } else {
      layer.activation(Activation.RELU);
    }
    builder.addLayer(layerOf(block), layer.build(), input);
  }

  private static void addLoss(
      GraphBuilder builder, int output, ILossFunction loss, Activation activation, String input) {
    builder.addLayer(
        LOSSES.get(output), new LossLayer.Builder(loss).activation(activation).build(), input);
  }
}
