package crosscountry.datasets.jaxpr;

import java.util.List;

/**
 * A traced function without calls.
 *
 * @param jaxpr the function, with the equations of what it calls in the place of the calls
 * @param origins for each equation, where it stands in the text
 */
public record InlinedJaxpr(Jaxpr jaxpr, List<EquationOrigin> origins) {

  /**
   * Copies the origins.
   *
   * @throws IllegalArgumentException if there are not as many as equations
   */
  public InlinedJaxpr {
    origins = List.copyOf(origins);
    if (origins.size() != jaxpr.equations().size()) {
      throw new IllegalArgumentException(
          "%d origins of %d equations".formatted(origins.size(), jaxpr.equations().size()));
    }
  }
}
