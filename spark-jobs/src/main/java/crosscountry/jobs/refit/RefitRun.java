package crosscountry.jobs.refit;

import crosscountry.jobs.selfplay.SeedMix;
import crosscountry.models.learning.LearnerSettings;
import crosscountry.models.learning.LearnerState;
import crosscountry.models.network.LossReport;
import crosscountry.models.network.PolicyValueNetwork;
import crosscountry.models.network.ReplicaStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;

/**
 * Learns from the games of a table, epoch by epoch: every copy of the network draws for itself from
 * the files that its slice lies in, and after a few batches all are averaged. With one BLAS thread,
 * the same seed, files, settings and number of copies give the same parameters; to the bit with one
 * or two copies, for the sum of more depends in its last digits on which comes first. Confined to
 * one thread of the driver.
 */
public final class RefitRun {

  private final JavaSparkContext context;
  private final GameLibrary library;
  private final Survey survey;
  private final BatchSettings batches;
  private final long seed;
  private final int workers;
  private final PolicyValueNetwork network;
  private final StepHook hook;
  private final SparkComputationGraph shared;
  private final LearnerSettings settings;
  private final long startNanos = System.nanoTime();

  /**
   * Prepares a run.
   *
   * @param context where the copies learn
   * @param library the graphs
   * @param survey the games
   * @param start the network to go on from
   * @param settings losses, and how parameters follow their gradient
   * @param feed how much is drawn from what
   * @param seed source of the draws
   */
  public RefitRun(
      JavaSparkContext context,
      GameLibrary library,
      Survey survey,
      LearnerState start,
      LearnerSettings settings,
      Feed feed,
      long seed) {
    this.context = context;
    this.library = library;
    this.survey = survey;
    this.settings = settings;
    this.batches =
        new BatchSettings(
            start.blueprint(),
            settings.losses(),
            feed.bestShare(),
            feed.batchSize(),
            feed.averagingFrequency());
    this.seed = seed;
    this.workers = feed.workers();
    this.network =
        PolicyValueNetwork.create(start.blueprint(), 0, settings.optimizer(), settings.losses());
    start.copyTo(network);
    this.hook = new StepHook(context, new ReplicaStep(settings.optimizer(), settings.losses()));
    this.shared =
        new SparkComputationGraph(
            context, network.graph(), new RoundMaster(workers, batches, hook));
  }

  /**
   * How much is drawn from what.
   *
   * @param batchSize examples of a batch
   * @param averagingFrequency batches that a copy learns from between two averagings
   * @param workers copies of the network, at least 1
   * @param bestShare probability with which an example is drawn from the cheapest games
   */
  public record Feed(int batchSize, int averagingFrequency, int workers, double bestShare) {}

  /**
   * Learns until all epochs are done, or a request ends it between two rounds.
   *
   * @param epochs how many
   * @param stopRequested tells whether the run should end early
   * @param watcher is told of each epoch, also of the begun one that is stopped
   * @param progress is told of each round
   * @return whether all epochs are done
   * @throws DivergedRefitException if a loss isn't finite
   */
  public boolean run(
      int epochs,
      BooleanSupplier stopRequested,
      Consumer<EpochReport> watcher,
      Consumer<RefitProgress> progress) {
    Broadcast<GameLibrary> graphs = context.broadcast(library);
    Broadcast<CheapestGames> cheapest = context.broadcast(survey.cheapest());
    return learn(
        epochs, new SliceBatches(graphs, cheapest, batches), stopRequested, watcher, progress);
  }

  private boolean learn(
      int epochs,
      SliceBatches drawing,
      BooleanSupplier stopRequested,
      Consumer<EpochReport> watcher,
      Consumer<RefitProgress> progress) {
    for (int epoch = 1; epoch <= epochs; epoch++) {
      long examples = (long) batches.batchSize() * batches.batches();
      List<List<Slice>> rounds =
          EpochPlan.of(survey.files(), SeedMix.of(seed, epoch), workers, examples).rounds();
      List<LossReport> reports = new ArrayList<>();
      int done = 0;
      while (done < rounds.size() && !stopRequested.getAsBoolean()) {
        context.setJobDescription(
            "epoch %d, round %d of %d".formatted(epoch, done + 1, rounds.size()));
        reports.addAll(learn(rounds.get(done), drawing, epoch, done + 1));
        done++;
        progress.accept(
            new RefitProgress(
                epoch,
                epochs,
                done,
                rounds.size(),
                Duration.ofNanos(System.nanoTime() - startNanos)));
      }
      if (done > 0) {
        watcher.accept(report(epoch, reports));
      }
      if (done < rounds.size()) {
        return false;
      }
    }
    return true;
  }

  /** Returns a copy of all that is needed to go on from here. */
  public LearnerState state() {
    return LearnerState.of(network);
  }

  private List<LossReport> learn(List<Slice> slices, SliceBatches drawing, int epoch, int round) {
    LearnerState before = state();
    shared.fitMultiDataSet(context.parallelize(slices, slices.size()).mapPartitions(drawing));
    List<LossReport> reports = hook.take();
    if (!reports.stream().allMatch(LossReport::isFinite) || !isFinite(network.parameters())) {
      before.copyTo(network);
      throw new DivergedRefitException(
          epoch, round, settings.optimizer().learningRate().at(before.steps()));
    }
    return reports;
  }

  private static boolean isFinite(float... parameters) {
    for (float parameter : parameters) {
      if (!Float.isFinite(parameter)) {
        return false;
      }
    }
    return true;
  }

  private EpochReport report(int epoch, List<LossReport> reports) {
    return new EpochReport(
        epoch,
        epoch,
        network.steps(),
        (long) reports.size() * batches.batchSize(),
        mean(reports, LossReport::policyLoss),
        mean(reports, LossReport::valueLoss),
        mean(reports, LossReport::total),
        settings.optimizer().learningRate().at(network.steps() - 1L),
        (System.nanoTime() - startNanos) / 1e9);
  }

  private static double mean(List<LossReport> reports, ToDoubleFunction<LossReport> term) {
    return reports.stream().mapToDouble(term).average().orElseThrow();
  }
}
