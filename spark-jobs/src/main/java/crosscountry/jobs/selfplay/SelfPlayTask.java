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
import java.util.function.Supplier;
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
    SplittableRandom random = new SplittableRandom(assignment.taskSeed());
    KeptGames kept = new KeptGames(game, mix.kept() - 1);
    playAndKeep(mix.evaluated(), () -> PolicyPlayer.greedy(game, function), random, kept);
    playAndKeep(
        mix.searched(),
        () -> new SearchingPlayer(game, function, assignment.search()),
        random,
        kept);
    Player sampling = new PolicyPlayer(game, function, mix.temperature());
    for (int number = 0; number < mix.sampled(); number++) {
      Trajectory sampled = sampling.play(random.split());
      if (number == 0) {
        kept.keep(sampled);
      } else {
        kept.offer(sampled);
      }
    }
    PlayMeter.count(kept.tally());
    return new GameBatch(
        assignment,
        snapshot.value().version(),
        kept.games(),
        kept.tally(),
        System.nanoTime() - start);
  }

  /** A player is made only if it plays: it prepares positions of the whole graph. */
  private static void playAndKeep(
      int games, Supplier<Player> maker, SplittableRandom random, KeptGames kept) {
    if (games > 0) {
      Player player = maker.get();
      for (int number = 0; number < games; number++) {
        kept.keep(player.play(random.split()));
      }
    }
  }
}
