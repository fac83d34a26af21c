package crosscountry.models.network;

import java.util.concurrent.CountDownLatch;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.parallelism.ParallelWrapper;
import org.deeplearning4j.parallelism.trainer.DefaultTrainer;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Trains one copy of a network. It tells when the copy is made, and passes on every failure. */
final class ReplicaTrainer extends DefaultTrainer {

  private final CountDownLatch ready;

  /**
   * Creates a trainer, which makes its copy once its thread runs.
   *
   * @param model to be copied; trained itself by the trainer of thread 0
   * @param ready counted down when the copy is made
   */
  ReplicaTrainer(ParallelWrapper wrapper, Model model, int threadId, CountDownLatch ready) {
    this.ready = ready;
    this.parallelWrapper = wrapper;
    this.originalModel = model;
    this.replicatedModel = model;
    this.threadId = threadId;
    this.workspaceMode = wrapper.getWorkspaceMode();
    this.averagingFrequency = wrapper.getAveragingFrequency();
    this.useMDS = true;
    this.uuid = wrapper.getUuid() + "_thread_" + threadId;
    setupIfNeccessary();
  }

  @Override
  protected void postInit() {
    super.postInit();
    ready.countDown();
  }

  /** The wrapper waits for ever for a trainer that ends by an error. */
  @Override
  protected void fit(MultiDataSet batch) {
    try {
      super.fit(batch);
    } catch (Error failure) {
      throw new IllegalStateException("a worker of the learner failed: " + failure, failure);
    }
  }

  @Override
  public void run() {
    try {
      super.run();
    } catch (RuntimeException | Error failure) {
      // Not for the thread's own handler: whoever waits for the trainer is given it.
      if (thrownException == null) {
        thrownException = new IllegalStateException("a worker of the learner failed", failure);
      }
    }
  }
}
