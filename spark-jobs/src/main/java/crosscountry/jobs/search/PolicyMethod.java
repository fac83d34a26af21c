package crosscountry.jobs.search;

import crosscountry.environment.game.Trajectory;
import crosscountry.jobs.policy.TrainedPolicy;
import crosscountry.jobs.server.RunGraph;
import java.time.Duration;

/**
 * A trained network, played greedily.
 *
 * @param policy the network
 */
public record PolicyMethod(TrainedPolicy policy) implements ImmediateMethod {

  @Override
  public String name() {
    return "policy";
  }

  /**
   * {@inheritDoc} The time does not count reading the network.
   *
   * @throws crosscountry.jobs.policy.UnusablePolicyException if the network cannot be used
   */
  @Override
  public SearchResult find(RunGraph graph) {
    policy.snapshot();
    long start = System.nanoTime();
    Trajectory played = policy.play(graph.game());
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    return new SearchResult(
        played.order(graph.game()), played.multiplications(), null, graph.lowerBound(), elapsed);
  }
}
