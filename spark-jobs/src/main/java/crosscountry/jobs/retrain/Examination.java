package crosscountry.jobs.retrain;

import crosscountry.datasets.tables.Longs;
import crosscountry.environment.game.Trajectory;
import crosscountry.jobs.policy.TrainedPolicy;
import crosscountry.jobs.server.RunGraph;
import java.util.List;

/**
 * Graphs on which networks are compared: each gives its order at once, greedily and with no search,
 * as {@code search --method policy} does, so that equal networks get equal counts on every machine.
 *
 * @param graphs the graphs
 */
public record Examination(List<RunGraph> graphs) {

  /** Copies the graphs. */
  public Examination {
    graphs = List.copyOf(graphs);
  }

  /**
   * Returns a network's games, graph by graph.
   *
   * @throws crosscountry.jobs.policy.UnusablePolicyException if the network cannot play
   */
  public List<Trajectory> games(TrainedPolicy policy) {
    policy.snapshot();
    return graphs.parallelStream().map(graph -> policy.play(graph.game())).toList();
  }

  /** Returns the multiplications of games. */
  static Longs multiplications(List<Trajectory> games) {
    return Longs.of(games.stream().mapToLong(Trajectory::multiplications).toArray());
  }

  /** Returns the names of the graphs. */
  public List<String> names() {
    return graphs.stream().map(RunGraph::name).toList();
  }

  /** Returns the fingerprints of the graphs. */
  public List<String> fingerprints() {
    return graphs.stream().map(RunGraph::fingerprint).toList();
  }

  /**
   * Returns the geometric mean of (multiplications + 1) / (fewest known + 1); one is added because
   * an order may cost nothing. Whichever counts are the fewest known, the same one of two networks
   * is better, so that not being worse carries over from night to night.
   *
   * @param multiplications of a network, graph by graph
   * @param fewest multiplications that are known
   */
  static double quality(Longs multiplications, Longs fewest) {
    double sum = 0;
    for (int graph = 0; graph < fewest.length(); graph++) {
      sum +=
          Math.log1p((double) multiplications.get(graph)) - Math.log1p((double) fewest.get(graph));
    }
    return Math.exp(sum / fewest.length());
  }
}
