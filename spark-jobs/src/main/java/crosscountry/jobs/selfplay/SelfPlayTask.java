package crosscountry.jobs.selfplay;

import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.search.Player;
import crosscountry.environment.search.PolicyPlayer;
import crosscountry.environment.search.PolicyValueFunction;
import crosscountry.environment.search.SearchingPlayer;
import crosscountry.models.network.NetworkSnapshot;
import java.io.Serializable;
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
    ExecutorState state = ExecutorState.ofThisThread();
    VertexGame game = ExecutorState.game(graphs.value()[assignment.graph()], assignment.game());
    PolicyValueFunction function = state.evaluator(assignment.evaluator(), snapshot.value());
    GameMix mix = assignment.mix();
    Player greedy = PolicyPlayer.greedy(game, function);
    Player searching = new SearchingPlayer(game, function, assignment.search());
    Player sampling = new PolicyPlayer(game, function, mix.temperature());
    SplittableRandom random = new SplittableRandom(assignment.taskSeed());
    KeptGames kept = new KeptGames(game, mix.kept() - 1);
    for (int number = 0; number < mix.evaluated(); number++) {
      kept.keep(greedy.play(random.split()));
    }
    for (int number = 0; number < mix.searched(); number++) {
      kept.keep(searching.play(random.split()));
    }
    for (int number = 0; number < mix.sampled(); number++) {
      Trajectory sampled = sampling.play(random.split());
      if (number == 0) {
        kept.keep(sampled);
      } else {
        kept.offer(sampled);
      }
    }
    return new GameBatch(
        assignment,
        snapshot.value().version(),
        kept.games(),
        kept.tally(),
        System.nanoTime() - start);
  }
}
