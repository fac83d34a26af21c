package crosscountry.jobs.selfplay;

import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.jobs.configuration.SelfPlaySettings;
import crosscountry.models.network.NetworkSnapshot;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Submits waves of self-play as asynchronous Spark jobs, whose games reach the driver task by task.
 */
public final class WaveLauncher {

  /** How the descriptions of these jobs begin. */
  public static final String JOB = "self-play wave";

  private final JavaSparkContext context;
  private final Broadcast<ComputationalGraph[]> graphs;

  /** Eliminable vertices of each graph. */
  private final int[] vertices;

  private final int tasks;
  private final SelfPlaySettings settings;
  private final long seed;
  private final BlockingQueue<WaveEvent> events;

  /**
   * Creates a launcher.
   *
   * @param context where waves run
   * @param graphs the run's graphs; the tasks of all waves go round them
   * @param settings how to play
   * @param seed the run's seed
   * @param cores cores of the cluster
   * @param events receives what happens to the waves
   */
  public WaveLauncher(
      JavaSparkContext context,
      ComputationalGraph[] graphs,
      SelfPlaySettings settings,
      long seed,
      int cores,
      BlockingQueue<WaveEvent> events) {
    this.context = context;
    this.graphs = context.broadcast(graphs);
    this.vertices = Arrays.stream(graphs).mapToInt(ComputationalGraph::eliminableCount).toArray();
    this.settings = settings;
    this.seed = seed;
    this.tasks = settings.tasksPerWave(cores, graphs.length);
    this.events = events;
  }

  /**
   * Submits a wave and returns at once.
   *
   * @param temperature how freely moves are drawn
   */
  public Wave launch(int wave, NetworkSnapshot snapshot, double temperature) {
    List<SelfPlayAssignment> assignments = assignments(wave, temperature);
    Broadcast<NetworkSnapshot> published = context.broadcast(snapshot);
    SelfPlayTask task = new SelfPlayTask(graphs, published);
    SchedulerPool.SELF_PLAY.enter(context);
    context.setJobDescription("%s %d, version %d".formatted(JOB, wave, snapshot.version()));
    RDD<SelfPlayAssignment> rdd = context.parallelize(assignments, assignments.size()).rdd();
    List<Object> partitions = new ArrayList<>();
    for (int partition = 0; partition < assignments.size(); partition++) {
      partitions.add(partition);
    }
    SimpleFutureAction<Void> job =
        context
            .sc()
            .submitJob(
                rdd,
                new PlayPartition(task),
                JavaConverters.asScalaBuffer(partitions).toSeq(),
                new Deliver(wave, events),
                new Nothing());
    Wave launched = new Wave(context.sc(), wave, assignments, published, job);
    launched.announceEndTo(events);
    return launched;
  }

  private List<SelfPlayAssignment> assignments(int wave, double temperature) {
    long before = (long) wave * tasks;
    List<SelfPlayAssignment> assignments = new ArrayList<>();
    for (int partition = 0; partition < tasks; partition++) {
      int graph = (int) ((before + partition) % vertices.length);
      assignments.add(
          new SelfPlayAssignment(
              graph,
              wave,
              partition,
              mix(graph, partition, temperature),
              seed,
              settings.search(),
              settings.evaluator(),
              settings.game()));
    }
    return assignments;
  }

  /**
   * One more game per graph and wave is played without noise; more of them would be the same game
   * again.
   */
  private GameMix mix(int graph, int partition, double temperature) {
    int games = settings.gamesPerTask(vertices[graph]);
    int searched = Math.min(settings.searchedGames(), games);
    return new GameMix(
        partition < vertices.length ? 1 : 0,
        searched,
        games - searched,
        temperature,
        settings.keptGames());
  }

  /** Runs on executors: plays the one assignment of a partition. */
  private static final class PlayPartition
      extends AbstractFunction1<Iterator<SelfPlayAssignment>, GameBatch> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final SelfPlayTask task;

    PlayPartition(SelfPlayTask task) {
      this.task = task;
    }

    @Override
    public GameBatch apply(Iterator<SelfPlayAssignment> assignments) {
      return task.play(assignments.next());
    }
  }

  /** Runs on the driver, in Spark's event loop, once per partition whatever was retried. */
  private static final class Deliver extends AbstractFunction2<Object, GameBatch, BoxedUnit> {

    private final int wave;
    private final BlockingQueue<WaveEvent> events;

    Deliver(int wave, BlockingQueue<WaveEvent> events) {
      this.wave = wave;
      this.events = events;
    }

    @Override
    public BoxedUnit apply(Object partition, GameBatch batch) {
      events.add(new WaveEvent.GamesArrived(wave, batch));
      return BoxedUnit.UNIT;
    }
  }

  /** The games have been delivered one by one, so the job as a whole returns nothing. */
  private static final class Nothing extends AbstractFunction0<Void> {
    @Override
    public Void apply() {
      return null;
    }
  }
}
