package crosscountry.datasets.jaxpr;

import java.util.List;

/**
 * A whole text: the traced function, and ahead of it the jaxprs that it refers to by name because
 * it calls them more than once.
 *
 * @param definitions the shared jaxprs in the order of the text
 * @param main the traced function
 */
public record JaxprListing(List<Definition> definitions, Jaxpr main) {

  /** Copies the definitions, so that a listing never changes. */
  public JaxprListing {
    definitions = List.copyOf(definitions);
  }

  /**
   * A jaxpr that is spelled out once and referred to by name.
   *
   * @param name the name
   * @param jaxpr what the name stands for
   */
  public record Definition(String name, Jaxpr jaxpr) {}
}
