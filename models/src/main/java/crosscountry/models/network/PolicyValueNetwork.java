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
public final class PolicyValueNetwork implements AutoCloseable {

  private final NetworkBlueprint blueprint;
  private final ComputationGraph graph;
  private final Fitter fitter;
  private final INDArray savedParameters;
  private final INDArray savedState;

  private PolicyValueNetwork(
      NetworkBlueprint blueprint, ComputationGraph graph, OptimizerSettings settings, int workers) {
    this.blueprint = blueprint;
    this.graph = graph;
    graph.init();
    this.fitter =
        workers == 1
            ? new SingleFitter(graph, settings)
            : new AveragingFitter(graph, settings, workers);
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
    return create(blueprint, seed, settings, losses, 1);
  }

  /**
   * Creates a network that can learn, with random weights, and of which several copies do so in
   * parallel. To be closed, or their threads last as long as the process.
   *
   * @param blueprint what it is made of
   * @param seed from which the weights are drawn
   * @param settings how it learns
   * @param losses widths of the loss terms; their weights come with each batch
   * @param workers number of copies, of which each learns from a batch of its own in every step and
   *     then becomes the mean of all; at least 1. On GPUs, one for each is usual.
   * @throws IllegalArgumentException if there are no workers
   */
  public static PolicyValueNetwork create(
      NetworkBlueprint blueprint,
      long seed,
      OptimizerSettings settings,
      LossSettings losses,
      int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException("A network can't learn by %d workers".formatted(workers));
    }
    IUpdater adam =
        Adam.builder()
            .learningRate(settings.learningRate().at(0))
            .learningRateSchedule(new ScheduledRate(settings.learningRate()))
            .build();
    return new PolicyValueNetwork(
        blueprint,
        new ComputationGraph(
            GraphConfiguration.configure(blueprint, seed, adam, settings.l2(), losses)),
        settings,
        workers);
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
            unused,
            1);
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
    fitter.realign();
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
      fitter.realign();
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
    fitter.realign();
  }

  /** Returns into how many batches the examples of a step are to be divided. */
  public int parts() {
    return fitter.parts();
  }

  /**
   * Does one learning step of a network with one worker.
   *
   * @throws DivergedException if loss or gradient isn't finite; nothing has changed then
   */
  public LossReport fit(TrainingBatch batch) {
    return fit(List.of(batch));
  }

  /**
   * Does one learning step.
   *
   * @param batches one for each worker, as {@link #parts} says
   * @return means over the examples of all batches
   * @throws IllegalArgumentException if there are more or fewer batches
   * @throws DivergedException if loss, gradient or what becomes of the parameters isn't finite;
   *     nothing has changed then
   */
  public LossReport fit(List<TrainingBatch> batches) {
    if (batches.size() != fitter.parts()) {
      throw new IllegalArgumentException(
          "%d workers can't learn from %d batches".formatted(fitter.parts(), batches.size()));
    }
    batches.forEach(batch -> requireFit(batch.positions()));
    int step = steps();
    savedParameters.assign(graph.params());
    savedState.assign(graph.getUpdater().getStateViewArray());
    LossReport report = fitted(batches, step);
    // A step may lead from a finite loss to parameters that are none.
    if (!report.isFinite() || !Double.isFinite(graph.params().sumNumber().doubleValue())) {
      undo(step);
      throw new DivergedException(report);
    }
    return report;
  }

  private LossReport fitted(List<TrainingBatch> batches, int step) {
    try {
      return fitter.fit(batches);
    } catch (RuntimeException | Error failure) {
      try {
        undo(step);
      } catch (RuntimeException another) {
        failure.addSuppressed(another);
      }
      throw failure;
    }
  }

  /** Goes back to what was saved before a step. */
  private void undo(int step) {
    graph.setParams(savedParameters);
    graph.getUpdater().getStateViewArray().assign(savedState);
    setSteps(step);
  }

  /** Ends the threads of its workers, if it has several. */
  @Override
  public void close() {
    fitter.close();
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
