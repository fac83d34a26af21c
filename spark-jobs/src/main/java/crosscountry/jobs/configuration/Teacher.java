package crosscountry.jobs.configuration;

/** Whose games the learner sees besides those of self-play. */
public enum Teacher {
  /** None: all that is learnt was found by playing. */
  NONE("self-play"),
  /**
   * Before the first wave, simulated annealing searches an order of each graph, and the learner
   * imitates it (expert iteration). What such a run finds is stored under a method of its own.
   */
  ANNEALING("taught-self-play");

  private final String method;

  Teacher(String method) {
    this.method = method;
  }

  /** Returns the method under which the orders that are found by playing are stored. */
  public String method() {
    return method;
  }
}
