package crosscountry.jobs.retrain;

import crosscountry.datasets.tables.Longs;
import crosscountry.environment.game.Trajectory;
import crosscountry.jobs.policy.TrainedPolicy;
import java.util.List;

/**
 * What a network takes at once, graph by graph.
 *
 * @param graphs multiplications on the graphs that are trained on
 * @param holdOut multiplications on those that never are
 */
record Results(Longs graphs, Longs holdOut) {

  /** Lets a network play all graphs. */
  static Results of(TrainedPolicy policy, Promotion.Terms terms) {
    return of(terms.graphs().games(policy), policy, terms);
  }

  /** Lets a network play what is held out, after it has played what is trained on. */
  static Results of(List<Trajectory> games, TrainedPolicy policy, Promotion.Terms terms) {
    return new Results(
        Examination.multiplications(games),
        Examination.multiplications(terms.holdOut().games(policy)));
  }
}
