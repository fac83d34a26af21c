package crosscountry.datasets.jaxpr;

import java.util.List;

/** A static parameter of an equation. */
public sealed interface JaxprParameter {

  /** Returns the key. */
  String name();

  /**
   * A parameter whose value is kept as text.
   *
   * @param name the key
   * @param text the value as printed, each run of blanks outside quotes shortened to one; lines
   *     break only after an apostrophe or another sign that would find a partner in a longer line
   */
  record Text(String name, String text) implements JaxprParameter {}

  /**
   * A parameter whose value is a jaxpr, such as the function that a {@code pjit} calls.
   *
   * @param name the key
   * @param jaxpr the value
   */
  record Nested(String name, Jaxpr jaxpr) implements JaxprParameter {}

  /**
   * A parameter whose value is a tuple of jaxprs, such as the branches of a {@code cond}.
   *
   * @param name the key
   * @param jaxprs the value
   */
  record NestedTuple(String name, List<Jaxpr> jaxprs) implements JaxprParameter {

    /** Copies the jaxprs, so that a parameter never changes. */
    public NestedTuple {
      jaxprs = List.copyOf(jaxprs);
    }
  }

  /**
   * A parameter whose value is a jaxpr that the text spells out once, ahead of the main one.
   *
   * @param name the key
   * @param definition the name under which the jaxpr is spelled out
   */
  record Shared(String name, String definition) implements JaxprParameter {}
}
