package crosscountry.datasets.jaxpr;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the elements of a tensor are, whatever their precision, which the settings of one version of
 * JAX may lower and those of another not.
 */
enum ElementKind {

  /** True or false. */
  TRUTH("bool_?"),

  /** Integers with or without a sign. */
  INTEGER("(?:u?int|[iu])\\d++"),

  /** Floating-point numbers, those of eight bits included. */
  REAL("b?f(?:loat)?\\d++(?:_\\w++)?"),

  /** Pairs of floating-point numbers. */
  COMPLEX("c(?:omplex)?\\d++");

  private final Pattern names;

  ElementKind(String names) {
    this.names = Pattern.compile(names);
  }

  /**
   * Returns the kind of an element type by its long or its short name, {@code float32} or {@code
   * f32}; empty if it is no type of numbers.
   */
  static Optional<ElementKind> of(String type) {
    return Arrays.stream(values()).filter(kind -> kind.names.matcher(type).matches()).findFirst();
  }
}
