package crosscountry.datasets.jaxpr;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Where an equation of a flat jaxpr stands in the text that it was made of.
 *
 * @param path 1-based number of an equation of the main jaxpr, then in turn that of the equation
 *     within the jaxpr that the one before calls; at least one number
 */
public record EquationOrigin(List<Integer> path) {

  /**
   * Copies the path.
   *
   * @throws IllegalArgumentException if it is empty or holds a number below 1
   */
  public EquationOrigin {
    path = List.copyOf(path);
    if (path.isEmpty() || path.stream().anyMatch(number -> number < 1)) {
      throw new IllegalArgumentException("no path to an equation: " + path);
    }
  }

  /** Returns the path for people, for example {@code 7.2}. */
  @Override
  public String toString() {
    return path.stream().map(String::valueOf).collect(Collectors.joining("."));
  }
}
