package crosscountry.datasets.curriculum;

import crosscountry.datasets.jaxpr.JaxprAtom;
import crosscountry.environment.structure.Shape;

/**
 * A value while a function is traced.
 *
 * @param atom how equations read it
 * @param shape its shape
 * @param sign what is known of its elements
 */
record Traced(JaxprAtom atom, Shape shape, Sign sign) {

  boolean isPositive() {
    return sign == Sign.POSITIVE;
  }
}
