package crosscountry.environment.structure;

/** What the entries of a Jacobian are that its ties leave. */
public enum Content {

  /** Values, which may vary along axes: multiplying by them takes multiplications. */
  VALUES,

  /** All one, or all minus one: multiplying by them is free. */
  UNIT,

  /** The identity that a mere change of the element type has as its Jacobian: as if not there. */
  COPY,

  /**
   * Ones that pick elements and place them elsewhere, as a slice does. No ties can describe where,
   * so that the axes along which elements move are dense. Multiplying by them is free.
   */
  MOVEMENT
}
