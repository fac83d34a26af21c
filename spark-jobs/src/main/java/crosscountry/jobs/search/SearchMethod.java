package crosscountry.jobs.search;

import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.heuristic.HeuristicOrder;
import crosscountry.jobs.policy.TrainedPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A way to find an order of a graph without training. */
public sealed interface SearchMethod permits ImmediateMethod, TimedMethod {

  /** Returns what users and tables call it. */
  String name();

  /** Tells whether this can search a graph. */
  default boolean isApplicableTo(ComputationalGraph graph) {
    return true;
  }

  /** Returns every method, those that take no time first. */
  static List<SearchMethod> all() {
    return Stream.<SearchMethod>concat(
            Arrays.stream(HeuristicOrder.values()).map(HeuristicMethod::new),
            Stream.of(
                new PolicyMethod(TrainedPolicy.shipped()), new AnnealingMethod(), new BeamMethod()))
        .toList();
  }

  /** Returns the method that users call so, if there is one. */
  static Optional<SearchMethod> named(String name) {
    return all().stream().filter(method -> method.name().equals(name)).findFirst();
  }
}
