package crosscountry.datasets.jaxpr;

import java.util.Optional;

/**
 * Where a variable gets its name: an input, a constant, or a result.
 *
 * @param name the name; {@code _} for a result that nobody reads
 * @param type the type, absent in the prints of old JAX versions
 */
public record JaxprBinder(String name, Optional<ArrayType> type) {

  /** Name of results that nobody reads. */
  public static final String DROPPED = "_";

  /** Tells whether nobody can read the value. */
  public boolean isDropped() {
    return name.equals(DROPPED);
  }

  @Override
  public String toString() {
    return name + type.map(known -> ":" + known).orElse("");
  }
}
