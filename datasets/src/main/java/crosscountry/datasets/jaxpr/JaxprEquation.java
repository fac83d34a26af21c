package crosscountry.datasets.jaxpr;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One equation of a jaxpr.
 *
 * @param line 1-based line of the text at which it begins
 * @param results what it binds
 * @param primitive name of the operation
 * @param parameters static parameters, in the order in which they were printed
 * @param operands what it reads
 */
public record JaxprEquation(
    int line,
    List<JaxprBinder> results,
    String primitive,
    Map<String, JaxprParameter> parameters,
    List<JaxprAtom> operands) {

  /** Copies the collections. */
  public JaxprEquation {
    results = List.copyOf(results);
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    operands = List.copyOf(operands);
  }
}
