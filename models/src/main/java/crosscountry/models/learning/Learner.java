package crosscountry.models.learning;

import crosscountry.models.network.LossReport;
import crosscountry.models.network.NetworkBlueprint;
import crosscountry.models.network.NetworkSnapshot;
import crosscountry.models.network.PolicyValueNetwork;
import crosscountry.models.network.TrainingBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Improves a network step by step. Confined to one thread. With one BLAS thread, the same seed,
 * settings and examples give the same parameters, on the same kind of machine to the bit.
 */
public final class Learner implements AutoCloseable {

  private final PolicyValueNetwork network;
  private final List<ExamplePacker> packers;

  private Learner(PolicyValueNetwork network, LearnerSettings settings) {
    this.network = network;
    this.packers =
        Stream.generate(() -> new ExamplePacker(network.blueprint(), settings.losses()))
            .limit(network.parts())
            .toList();
  }

  /**
   * Returns a learner that knows nothing.
   *
   * @param blueprint what the network is made of
   * @param seed from which the weights are drawn
   * @param settings how it learns
   */
  public static Learner create(NetworkBlueprint blueprint, long seed, LearnerSettings settings) {
    return create(blueprint, seed, settings, 1);
  }

  /**
   * Returns a learner that knows nothing.
   *
   * @param blueprint what the network is made of
   * @param seed from which the weights are drawn
   * @param settings how it learns
   * @param workers copies of the network that learn in parallel, at least 1; if there are several,
   *     the learner is to be closed
   */
  public static Learner create(
      NetworkBlueprint blueprint, long seed, LearnerSettings settings, int workers) {
    PolicyValueNetwork network =
        PolicyValueNetwork.create(
            blueprint, seed, settings.optimizer(), settings.losses(), workers);
    return new Learner(network, settings);
  }

  /**
   * Returns a learner that goes on from a state.
   *
   * @throws IllegalArgumentException if a part of the state doesn't fit its blueprint, or is none
   *     that learning leads to
   */
  public static Learner restore(LearnerState state, LearnerSettings settings) {
    return restore(state, settings, 1);
  }

  /**
   * Returns a learner that goes on from a state, which may be of one with more or fewer workers.
   *
   * @throws IllegalArgumentException if a part of the state doesn't fit its blueprint, or is none
   *     that learning leads to
   */
  public static Learner restore(LearnerState state, LearnerSettings settings, int workers) {
    Learner learner = create(state.blueprint(), 0, settings, workers);
    state.copyTo(learner.network);
    return learner;
  }

  /**
   * Returns a learner that begins with the weights of another one and has done no step itself: its
   * optimizer keeps nothing, and its learning rate is that of the first step.
   *
   * @param weights where to begin
   * @param settings how it learns
   * @param workers copies of the network that learn in parallel, at least 1; if there are several,
   *     the learner is to be closed
   */
  public static Learner startingAt(NetworkSnapshot weights, LearnerSettings settings, int workers) {
    Learner learner = create(weights.blueprint(), 0, settings, workers);
    learner.network.setParameters(weights.parameters());
    return learner;
  }

  /**
   * Does one learning step on all the examples together. Of several workers each learns from an
   * equal share of them, or one more.
   *
   * @throws IllegalArgumentException if there are none, or fewer than workers, or their vertices
   *     have another number of features or lack the neighbours that the network reads
   * @throws crosscountry.models.network.DivergedException if the loss isn't finite; the learner is
   *     then as it was before the step
   */
  public LossReport learn(List<TrainingExample> examples) {
    int parts = packers.size();
    if (!examples.isEmpty() && examples.size() < parts) {
      throw new IllegalArgumentException(
          "%d examples can't be divided among %d workers".formatted(examples.size(), parts));
    }
    List<TrainingBatch> batches = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      int first = part * examples.size() / parts;
      int end = (part + 1) * examples.size() / parts;
      batches.add(packers.get(part).pack(examples.subList(first, end)));
    }
    return network.fit(batches);
  }

  /** Returns the number of steps done. */
  public int steps() {
    return network.steps();
  }

  /** Returns what the network is made of. */
  public NetworkBlueprint blueprint() {
    return network.blueprint();
  }

  /** Returns a copy of the parameters as a snapshot of the given version. */
  public NetworkSnapshot snapshot(long version) {
    return new NetworkSnapshot(version, network.blueprint(), network.parameters());
  }

  /** Returns a copy of all that is needed to go on from here. */
  public LearnerState state() {
    return LearnerState.of(network);
  }

  /**
   * Takes back what was learnt since a state of this learner, after a step that diverged; the
   * number of steps goes on, and counts that step.
   */
  public void rollBack(LearnerState state) {
    network.setParameters(state.parameters());
    network.setUpdaterState(state.updaterState());
    network.setSteps(network.steps() + 1);
  }

  /** Ends the threads of its workers, if it has several. */
  @Override
  public void close() {
    network.close();
  }
}
