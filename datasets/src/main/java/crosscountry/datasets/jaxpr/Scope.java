package crosscountry.datasets.jaxpr;

import java.util.HashMap;
import java.util.Map;

/** The variables of one jaxpr. A nested jaxpr has a scope of its own and sees no other. */
final class Scope {

  private final JaxprScanner scanner;
  private final Map<String, JaxprAtom.Variable> variables = new HashMap<>();
  private final Map<String, Integer> positions = new HashMap<>();

  Scope(JaxprScanner scanner) {
    this.scanner = scanner;
  }

  void bind(JaxprAtom.Variable variable, int position) {
    if (variable.isDropped()) {
      return;
    }
    Integer earlier = positions.putIfAbsent(variable.name(), position);
    if (earlier != null) {
      throw scanner.error(
          position,
          "the variable '%s' is already defined in line %d"
              .formatted(variable.name(), scanner.line(earlier)));
    }
    variables.put(variable.name(), variable);
  }

  boolean holds(String name) {
    return variables.containsKey(name);
  }

  JaxprAtom.Variable read(String name, int position) {
    JaxprAtom.Variable variable = variables.get(name);
    if (variable == null) {
      throw scanner.error(
          position, "the variable '%s' is read before it is defined".formatted(name));
    }
    return variable;
  }
}
