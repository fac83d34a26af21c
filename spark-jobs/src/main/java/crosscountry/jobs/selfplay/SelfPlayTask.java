package crosscountry.jobs.selfplay;

import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.search.PolicyValueFunction;
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
  public SelfPlayTask(Broadcast<ComputationalGraph[]> graphs, Broadcast<NetworkSnapshot> snapshot) {
    this.graphs = graphs;
    this.snapshot = snapshot;
  }

  /** Plays what was assigned. */
  public GameBatch play(SelfPlayAssignment assignment) {
    long start = System.nanoTime();
    VertexGame game = ExecutorState.game(graphs.value()[assignment.graph()]);
    PolicyValueFunction function =
        ExecutorState.ofThisThread().evaluator(assignment.evaluator(), snapshot.value());
    SelfPlay steady = new SelfPlay(game, function, assignment.search().withoutNoise());
    SelfPlay exploring = new SelfPlay(game, function, assignment.search());
    SplittableRandom random = new SplittableRandom(assignment.taskSeed());
    List<Trajectory> games = new ArrayList<>();
    for (int number = 0; number < assignment.games(); number++) {
      SelfPlay player = number < assignment.noiseFreeGames() ? steady : exploring;
      games.add(player.play(random.split()));
    }
    return new GameBatch(assignment, snapshot.value().version(), games, System.nanoTime() - start);
  }
}
