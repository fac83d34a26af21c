package crosscountry.jobs.search;

import crosscountry.environment.graph.ComputationalGraph;
import java.io.Serializable;
import java.time.Duration;

/**
 * A search that finds the better orders the longer it goes on. It runs in one thread, and chooses
 * at random.
 */
public sealed interface TimedMethod extends SearchMethod, Serializable
    permits AnnealingMethod, BeamMethod {

  /** Returns how many threads should search, each with a seed of its own. */
  Staffing staffing();

  /**
   * Searches in this thread.
   *
   * @param graph the graph, of any number of eliminable vertices, none included
   * @param budget how long, more than nothing
   * @param seed source of all random choices
   * @param supervision is told what is found, and may end the search early
   * @return the best order found, one even if the search ends at once
   */
  Finding search(ComputationalGraph graph, Duration budget, long seed, TaskSupervision supervision);
}
