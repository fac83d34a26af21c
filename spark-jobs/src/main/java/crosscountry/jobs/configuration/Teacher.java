package crosscountry.jobs.configuration;

/** Whose games the learner sees besides those of self-play. */
public enum Teacher {
  /** None: all that is learnt was found by playing. */
  NONE,
  /**
   * Before the first wave, simulated annealing searches an order of each graph, and the learner
   * imitates it (expert iteration). What such a run finds is stored under a method of its own.
   */
  ANNEALING
}
