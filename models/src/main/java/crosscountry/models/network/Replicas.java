package crosscountry.models.network;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.parallelism.ParallelWrapper;
import org.deeplearning4j.parallelism.factory.DefaultTrainerContext;
import org.deeplearning4j.parallelism.trainer.Trainer;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * DL4J's parallel wrapper with copies that last. The wrapper itself makes them anew for each {@code
 * fit}, which costs many times what a step does, and begins to train the first while it still
 * copies it to the others.
 */
final class Replicas extends ParallelWrapper {

  private static final long PATIENCE_MILLIS = 100;

  private final ComputationGraph graph;
  private final CountDownLatch ready;

  /**
   * Makes the copies, each with the listener in place of the graph's own.
   *
   * @param graph the first of them
   * @param count number of copies, the graph itself included
   */
  Replicas(ComputationGraph graph, GradientLimits listener, int count) {
    super(graph, count, 0);
    this.graph = graph;
    this.ready = new CountDownLatch(count);
    this.workspaceMode = graph.getConfiguration().getTrainingWorkspaceMode();
    this.trainerContext = new Trainers();
    // A wrapper that never averages warns at the end of a fit, as the one without batches would.
    this.wasAveraged = true;
    setListeners(listener);
    fit(new BatchSequence(List.of()));
    awaitReady();
    realign();
  }

  /** Makes trainers that tell when they are ready. */
  private final class Trainers extends DefaultTrainerContext {
    @Override
    public Trainer create(
        String uuid,
        int threadId,
        Model model,
        int rootDevice,
        boolean useMDS,
        ParallelWrapper wrapper,
        WorkspaceMode mode,
        int averagingFrequency) {
      return new ReplicaTrainer(wrapper, model, threadId, ready);
    }
  }

  private void awaitReady() {
    try {
      while (!ready.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        requireAlive();
      }
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the network was copied", interruption);
    }
  }

  /** Throws what has ended a trainer, if something has. */
  private void requireAlive() {
    for (Trainer trainer : zoo) {
      trainer.isRunning();
    }
  }

  int count() {
    return workers;
  }

  /** Returns a copy; the first is the graph itself. */
  ComputationGraph graph(int replica) {
    return (ComputationGraph) zoo[replica].getModel();
  }

  /**
   * Trains each copy on a batch and averages them.
   *
   * @param batches as many as there are copies
   * @throws RuntimeException if one of them can't be trained; no further step will succeed then
   */
  void step(List<MultiDataSet> batches) {
    requireAlive();
    fit(new BatchSequence(batches));
    for (int replica = 0; replica < workers; replica++) {
      graph(replica).clear();
    }
  }

  /** Gives all copies the parameters, updater state and number of steps of the graph. */
  void realign() {
    for (int replica = 1; replica < workers; replica++) {
      zoo[replica].updateModel(graph);
      graph(replica)
          .getConfiguration()
          .setIterationCount(graph.getConfiguration().getIterationCount());
    }
  }

  /** Keeps the copies, although each fit calls this at its end. */
  @Override
  public void close() {
    // They last until end().
  }

  /** Ends their threads and frees the copies. */
  void end() {
    try {
      super.close();
    } catch (Exception failure) {
      throw new IllegalStateException("the learner's workers cannot be ended", failure);
    }
  }
}
