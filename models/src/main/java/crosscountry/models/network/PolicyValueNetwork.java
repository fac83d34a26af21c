package crosscountry.models.network;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * The network that learns: the only holder of a DL4J graph, but for the copies that a training
 * master makes. Confined to one thread.
 *
 * <p>It needs an ND4J backend on the class path, and one BLAS thread (environment variable {@code
 * OMP_NUM_THREADS=1}) to be fast and to give the same parameters for the same seed and batches.
 */
public final class PolicyValueNetwork {

  private final NetworkBlueprint blueprint;
  private final ComputationGraph graph;
  private final GradientLimit gradientLimit;
  private final LearningRate learningRate;
  private final INDArray savedParameters;
  private final INDArray savedState;

  private PolicyValueNetwork(
      NetworkBlueprint blueprint, ComputationGraph graph, OptimizerSettings settings) {
    this.blueprint = blueprint;
    this.graph = graph;
    this.gradientLimit = new GradientLimit(settings.gradientNormLimit());
    this.learningRate = settings.learningRate();
    graph.init();
    graph.setListeners(gradientLimit);
    this.savedParameters = graph.params().dup();
    INDArray state = graph.getUpdater().getStateViewArray();
    this.savedState = state == null ? null : state.dup();
  }

  /**
   * Creates a network that can learn, with random weights.
   *
   * @param blueprint what it is made of
   * @param seed from which the weights are drawn
   * @param settings how it learns
   * @param losses widths of the loss terms; their weights come with each batch
   */
  public static PolicyValueNetwork create(
      NetworkBlueprint blueprint, long seed, OptimizerSettings settings, LossSettings losses) {
    IUpdater adam =
        Adam.builder()
            .learningRate(settings.learningRate().at(0))
            .learningRateSchedule(new ScheduledRate(settings.learningRate()))
            .build();
    return new PolicyValueNetwork(
        blueprint,
        new ComputationGraph(
            GraphConfiguration.configure(blueprint, seed, adam, settings.l2(), losses)),
        settings);
  }

  /** Creates a network that only judges. */
  public static PolicyValueNetwork of(NetworkSnapshot snapshot) {
    OptimizerSettings unused = new OptimizerSettings(LearningRate.constant(1), 0, 0);
    LossSettings ignored = new LossSettings(1, 1, 1, 1, 1);
    PolicyValueNetwork network =
        new PolicyValueNetwork(
            snapshot.blueprint(),
            new ComputationGraph(
                GraphConfiguration.configure(snapshot.blueprint(), 0, new NoOp(), 0, ignored)),
            unused);
    network.setParameters(snapshot.parameters());
    return network;
  }

  /** Returns what the network is made of. */
  public NetworkBlueprint blueprint() {
    return blueprint;
  }

  /**
   * Returns the graph, for a training master of DL4J, which has copies of it learn; each of their
   * steps goes by {@link ReplicaStep}.
   */
  public ComputationGraph graph() {
    return graph;
  }

  /** Returns a copy of the parameters, laid out as {@link Architecture} says. */
  public float[] parameters() {
    float[] parameters = new float[blueprint.parameterCount()];
    for (DenseBlock block : blueprint.architecture().blocks()) {
      copy(weights(block), parameters, block.weightOffset(blueprint));
      copy(bias(block), parameters, block.biasOffset(blueprint));
    }
    return parameters;
  }

  /**
   * Replaces the parameters.
   *
   * @param parameters laid out as {@link Architecture} says
   * @throws IllegalArgumentException if they are too many, too few or not finite
   */
  public void setParameters(float[] parameters) {
    NetworkSnapshot.requireParameters(blueprint, parameters);
    for (DenseBlock block : blueprint.architecture().blocks()) {
      assign(parameters, block.weightOffset(blueprint), weights(block));
      assign(parameters, block.biasOffset(blueprint), bias(block));
    }
  }

  /**
   * Returns a copy of what the optimizer keeps between steps: Adam's first moments of all
   * parameters, then the second ones, in DL4J's own order of parameters.
   */
  public float[] updaterState() {
    return savedState == null
        ? new float[0]
        : graph.getUpdater().getStateViewArray().dup('c').data().asFloat();
  }

  /**
   * Replaces what the optimizer keeps between steps.
   *
   * @throws IllegalArgumentException if the length differs from that of {@link #updaterState}, a
   *     number isn't finite, or a second moment, which is a mean of squares, is negative
   */
  public void setUpdaterState(float[] state) {
    long length = savedState == null ? 0 : savedState.length();
    if (state.length != length) {
      throw new IllegalArgumentException(
          "The updater of %s keeps %d numbers, but %d were given"
              .formatted(blueprint.toText(), length, state.length));
    }
    for (int index = 0; index < state.length; index++) {
      boolean squared = index >= state.length / 2;
      if (!Float.isFinite(state[index]) || (squared && state[index] < 0)) {
        throw new IllegalArgumentException(
            "The updater state holds %s as %s moment"
                .formatted(state[index], squared ? "second" : "first"));
      }
    }
    if (length > 0) {
      INDArray view = graph.getUpdater().getStateViewArray();
      view.assign(Nd4j.create(state).reshape(view.shape()));
    }
  }

  /** Returns the number of learning steps done, which the learning rate goes by. */
  public int steps() {
    return graph.getConfiguration().getIterationCount();
  }

  /**
   * Sets the number of learning steps done.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public void setSteps(int steps) {
    if (steps < 0) {
      throw new IllegalArgumentException("There can't be %d learning steps".formatted(steps));
    }
    graph.getConfiguration().setIterationCount(steps);
  }

  /**
   * Does one learning step.
   *
   * @throws DivergedException if loss or gradient isn't finite; nothing has changed then
   */
  public LossReport fit(TrainingBatch batch) {
    requireFit(batch.positions());
    int step = steps();
    savedParameters.assign(graph.params());
    savedState.assign(graph.getUpdater().getStateViewArray());
    try (BatchArrays arrays = BatchArrays.of(batch)) {
      graph.fit(arrays.inputs(), arrays.labels(), null, arrays.masks());
      graph.clear();
    }
    LossReport report = report(step, batch);
    if (!report.isFinite()) {
      graph.setParams(savedParameters);
      graph.getUpdater().getStateViewArray().assign(savedState);
      setSteps(step);
      throw new DivergedException(report);
    }
    return report;
  }

  /**
   * Judges positions.
   *
   * @return logits and excess of each position of the batch, padding included
   */
  public Outputs judge(PositionBatch positions) {
    requireFit(positions);
    try (BatchArrays arrays = BatchArrays.of(positions)) {
      INDArray[] outputs =
          graph.output(
              List.of(GraphConfiguration.LOGITS, GraphConfiguration.EXCESS),
              false,
              arrays.inputs(),
              null);
      graph.clear();
      return new Outputs(
          positions.slots(), outputs[0].data().asFloat(), outputs[1].data().asFloat());
    }
  }

  /**
   * What the network says of the positions of a batch.
   *
   * @param slots number of slots of each position, N
   * @param logits [B][N], row by row
   * @param excess [B][N], row by row
   */
  @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
  public record Outputs(int slots, float[] logits, float[] excess) {}

  private LossReport report(int step, TrainingBatch batch) {
    return gradientLimit.report(
        graph, step, batch.policyEntropy(), batch.losses(), learningRate.at(step));
  }

  private void requireFit(PositionBatch positions) {
    positions.requireComplete();
    if (!positions.blueprint().equals(blueprint)) {
      throw new IllegalArgumentException(
          "The batch was made for %s and can't be given to %s"
              .formatted(positions.blueprint().toText(), blueprint.toText()));
    }
  }

  private INDArray weights(DenseBlock block) {
    return graph
        .getLayer(GraphConfiguration.layerOf(block))
        .getParam(DefaultParamInitializer.WEIGHT_KEY);
  }

  private INDArray bias(DenseBlock block) {
    return graph
        .getLayer(GraphConfiguration.layerOf(block))
        .getParam(DefaultParamInitializer.BIAS_KEY);
  }

  private static void copy(INDArray source, float[] target, int offset) {
    float[] values = source.dup('c').data().asFloat();
    System.arraycopy(values, 0, target, offset, values.length);
  }

  private static void assign(float[] source, int offset, INDArray target) {
    float[] values = java.util.Arrays.copyOfRange(source, offset, offset + (int) target.length());
    target.assign(Nd4j.create(values, target.shape(), 'c'));
  }
}
