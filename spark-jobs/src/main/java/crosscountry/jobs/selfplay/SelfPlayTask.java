package crosscountry.jobs.selfplay;

import crosscountry.environment.game.Trajectory;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.search.SelfPlay;
import crosscountry.models.network.NetworkSnapshot;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.broadcast.Broadcast;

/** Plays a task's games on an executor; deterministic, so safe to retry. */
public final class SelfPlayTask implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Broadcast<ComputationalGraph[]> graphs;
  private final Broadcast<NetworkSnapshot> snapshot;

  /** Creates the task of all partitions of a wave. */
  public SelfPlayTask(
      Broadcast<ComputationalGraph[]> graphs, Broadcast<NetworkSnapshot> snapshot) {
    this.graphs = graphs;
    this.snapshot = snapshot;
  }

  /** Plays what was assigned. */
  public GameBatch play(SelfPlayAssignment assignment) {
    long start = System.nanoTime();
    ExecutorState executor = ExecutorState.ofThisThread();
    SelfPlay player =
        new SelfPlay(
            ExecutorState.game(graphs.value()[assignment.graph()]),
            executor.evaluator(assignment.evaluator(), snapshot.value()),
            assignment.search());
    SplittableRandom random = new SplittableRandom(assignment.taskSeed());
    List<Trajectory> games = new ArrayList<>();
    for (int game = 0; game < assignment.games(); game++) {
      games.add(player.play(random.split()));
    }
    return new GameBatch(
        assignment, snapshot.value().version(), games, System.nanoTime() - start);
  }
}
