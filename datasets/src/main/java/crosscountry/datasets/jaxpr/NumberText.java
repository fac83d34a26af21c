package crosscountry.datasets.jaxpr;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/** The spellings of numbers in a jaxpr, which are those of Python. */
final class NumberText {

  /** Words that stand for a number wherever no variable has that name. */
  static final Set<String> WORDS = Set.of("inf", "nan", "True", "False");

  /** A real or imaginary number. Possessive, so that no text makes the search backtrack. */
  static final Pattern NUMBER =
      Pattern.compile("[-+]?+(?:inf|nan|(?:\\d++(?:\\.\\d*+)?+|\\.\\d++)(?:[eE][-+]?+\\d++)?+)j?+");

  private static final Map<String, Double> NAMED =
      Map.of(
          "inf", Double.POSITIVE_INFINITY,
          "+inf", Double.POSITIVE_INFINITY,
          "-inf", Double.NEGATIVE_INFINITY,
          "nan", Double.NaN,
          "+nan", Double.NaN,
          "-nan", Double.NaN,
          "true", 1.0,
          "false", 0.0);

  private NumberText() {}

  static OptionalDouble value(String text) {
    Double named = NAMED.get(text.toLowerCase(Locale.ROOT));
    if (named != null) {
      return OptionalDouble.of(named);
    }
    boolean real = NUMBER.matcher(text).matches() && !text.endsWith("j");
    return real ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
  }
}
