package crosscountry.datasets.jaxpr;

import java.util.Optional;
import java.util.OptionalDouble;

/** What an equation reads or a jaxpr returns: a variable or a literal. */
public sealed interface JaxprAtom {

  /** Returns the printed type, if the print style has types here. */
  Optional<ArrayType> type();

  /**
   * A named value. Wherever it is read, it carries the type that was printed where it was bound.
   *
   * @param name the printed name; {@code _} for a result that nobody reads
   * @param type the printed type; absent in the styles that print none
   */
  record Variable(String name, Optional<ArrayType> type) implements JaxprAtom {

    static final String DROPPED = "_";

    /** Tells whether this is a result that nobody reads. */
    public boolean isDropped() {
      return name.equals(DROPPED);
    }
  }

  /**
   * A constant written out in the text.
   *
   * @param text the constant as printed
   * @param type the printed type; absent in the styles that print none
   */
  record Literal(String text, Optional<ArrayType> type) implements JaxprAtom {

    /** Returns the constant as a number; empty for complex numbers and arrays. */
    public OptionalDouble value() {
      return NumberText.value(text);
    }
  }
}
