package crosscountry.jobs.configuration;

import java.util.List;

/** Settings that cannot be used; each problem is one sentence that says where and what to do. */
public final class ConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String[] problems;

  /** Creates the error of one problem. */
  public ConfigurationException(String problem) {
    this(List.of(problem));
  }

  /** Creates the error of one problem from what caused it. */
  public ConfigurationException(String problem, Throwable cause) {
    super(problem, cause);
    this.problems = new String[] {problem};
  }

  /**
   * Creates the error of several problems.
   *
   * @param problems at least one
   */
  public ConfigurationException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = problems.toArray(String[]::new);
  }

  /** Returns all problems, in the order in which they were found. */
  public List<String> problems() {
    return List.of(problems);
  }
}
