package crosscountry.datasets.catalog;

import crosscountry.environment.graph.Program;
import java.util.Optional;

/**
 * A function that can be trained on.
 *
 * @param name what users call it
 * @param source where it comes from: a citation, or the path of the user's file
 * @param program the traced function
 * @param published what is published of it, if anything
 * @param bound a lower bound that was proven of it, if one comes with it
 */
public record CatalogEntry(
    String name,
    String source,
    Program program,
    Optional<PublishedResult> published,
    Optional<ShippedBound> bound) {}
