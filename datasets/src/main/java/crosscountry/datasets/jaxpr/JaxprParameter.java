package crosscountry.datasets.jaxpr;

/** A static parameter of an equation. */
public sealed interface JaxprParameter {

  /**
   * A parameter that is kept as it was printed.
   *
   * @param text the value, without blanks around it
   */
  record Text(String text) implements JaxprParameter {}

  /**
   * A parameter that is a function of its own.
   *
   * @param jaxpr the function
   */
  record Nested(Jaxpr jaxpr) implements JaxprParameter {}
}
