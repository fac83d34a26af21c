package crosscountry.models.learning;

import crosscountry.models.network.LossReport;
import crosscountry.models.network.NetworkBlueprint;
import crosscountry.models.network.NetworkSnapshot;
import crosscountry.models.network.PolicyValueNetwork;
import java.util.List;

/**
 * Improves a network step by step. Confined to one thread. With one BLAS thread, the same seed,
 * settings and examples give the same parameters, on the same kind of machine to the bit.
 */
public final class Learner {

  private final PolicyValueNetwork network;
  private final ExamplePacker packer;

  private Learner(PolicyValueNetwork network, LearnerSettings settings) {
    this.network = network;
    this.packer = new ExamplePacker(network.blueprint(), settings.losses());
  }

  /**
   * Returns a learner that knows nothing.
   *
   * @param blueprint what the network is made of
   * @param seed from which the weights are drawn
   * @param settings how it learns
   */
  public static Learner create(NetworkBlueprint blueprint, long seed, LearnerSettings settings) {
    PolicyValueNetwork network =
        PolicyValueNetwork.create(blueprint, seed, settings.optimizer(), settings.losses());
    return new Learner(network, settings);
  }

  /**
   * Returns a learner that goes on from a state.
   *
   * @throws IllegalArgumentException if a part of the state doesn't fit its blueprint, or is none
   *     that learning leads to
   */
  public static Learner restore(LearnerState state, LearnerSettings settings) {
    Learner learner = create(state.blueprint(), 0, settings);
    learner.network.setParameters(state.parameters());
    learner.network.setUpdaterState(state.updaterState());
    learner.network.setSteps(state.steps());
    return learner;
  }

  /**
   * Does one learning step on all the examples together.
   *
   * @throws IllegalArgumentException if there are none, or their vertices have another number of
   *     features or lack the neighbours that the network reads
   * @throws crosscountry.models.network.DivergedException if the loss isn't finite; the learner is
   *     then as it was before the step
   */
  public LossReport learn(List<TrainingExample> examples) {
    return network.fit(packer.pack(examples));
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
    return new LearnerState(
        network.blueprint(), network.parameters(), network.updaterState(), network.steps());
  }
}
