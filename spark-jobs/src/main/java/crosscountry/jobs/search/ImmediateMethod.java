package crosscountry.jobs.search;

import crosscountry.jobs.server.RunGraph;

/** A way to one order, without choice or budget. */
public sealed interface ImmediateMethod extends SearchMethod permits HeuristicMethod, PolicyMethod {

  /** Returns the order of a graph, found in this thread. */
  SearchResult find(RunGraph graph);
}
