package crosscountry.datasets.catalog;

import crosscountry.datasets.jaxpr.EquationOrigin;
import crosscountry.environment.graph.Program;
import java.util.List;
import java.util.Optional;

/**
 * A function that can be trained on.
 *
 * @param name what users call it
 * @param source where it comes from: a citation, or the path of the user's file
 * @param program the traced function, with what it calls in line
 * @param origins for each equation of the program, where it stands in the text
 * @param published what is published of it, if anything
 * @param bound a lower bound that was proven of it, if one comes with it
 * @param tag what sets it apart from the published benchmark, if anything, for example {@code
 *     extra}
 */
public record CatalogEntry(
    String name,
    String source,
    Program program,
    List<EquationOrigin> origins,
    Optional<PublishedResult> published,
    Optional<ShippedBound> bound,
    Optional<String> tag) {

  /** Copies the origins. */
  public CatalogEntry {
    origins = List.copyOf(origins);
  }
}
