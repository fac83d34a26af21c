package crosscountry.datasets.jaxpr;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A parameter in one spelling, whichever the version of JAX that printed it: tuples for lists, no
 * comma behind the last element, and no types around integers. {@code [np.int64(1),]} is {@code
 * (1)}.
 *
 * @param text the parameter in that spelling
 */
record TupleText(String text) {

  private static final Pattern PUNCTUATION = Pattern.compile("\\s*+([,=()\\[\\]])\\s*+");

  private static final Pattern TYPED_INTEGER =
      Pattern.compile("\\b(?:np\\.|numpy\\.)?u?int\\d++\\((-?\\d++)\\)");

  private static final String FLAT = "\\(([-\\d, ]*+)\\)";

  private static final Pattern LIST = Pattern.compile(FLAT);

  private static final Pattern LISTS = Pattern.compile("\\(([-\\d, ()]*)\\)");

  private static final Pattern PRODUCT_AXES =
      Pattern.compile("\\(\\(%1$s, %1$s\\), \\(%1$s, %1$s\\)\\)".formatted(FLAT));

  private static final Pattern CONVOLUTION_AXES =
      Pattern.compile("\\w++\\(lhs_spec=%1$s, rhs_spec=%1$s, out_spec=%1$s\\)".formatted(FLAT));

  /** A value of another form than the primitive has. */
  static final class FormException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** Returns a printed parameter in the one spelling. */
  static TupleText of(String printed) {
    String dense =
        PUNCTUATION.matcher(printed).replaceAll("$1").replace('[', '(').replace(']', ')');
    return new TupleText(
        TYPED_INTEGER.matcher(dense).replaceAll("$1").replace(",)", ")").replace(",", ", "));
  }

  /** Returns the one number that this is. */
  int number() throws FormException {
    return number(text);
  }

  /** Returns the numbers of a flat list. */
  List<Integer> list() throws FormException {
    return numbers(matched(LIST).group(1));
  }

  /** Returns the numbers of a list of flat lists. */
  List<List<Integer>> lists() throws FormException {
    String content = matched(LISTS).group(1);
    List<List<Integer>> lists = new ArrayList<>();
    if (!content.isEmpty()) {
      for (String list : content.split("(?<=\\)), (?=\\()", -1)) {
        lists.add(new TupleText(list).list());
      }
    }
    return lists;
  }

  /** Returns the axes that a product contracts, left and right, and those that it keeps in step. */
  List<List<Integer>> productAxes() throws FormException {
    return groups(matched(PRODUCT_AXES));
  }

  /** Returns the order of the axes of a convolution's left side, filter and result. */
  List<List<Integer>> convolutionAxes() throws FormException {
    return groups(matched(CONVOLUTION_AXES));
  }

  private Matcher matched(Pattern form) throws FormException {
    Matcher matcher = form.matcher(text);
    if (!matcher.matches()) {
      throw new FormException();
    }
    return matcher;
  }

  private static List<List<Integer>> groups(Matcher matcher) throws FormException {
    List<List<Integer>> lists = new ArrayList<>();
    for (int group = 1; group <= matcher.groupCount(); group++) {
      lists.add(numbers(matcher.group(group)));
    }
    return lists;
  }

  private static List<Integer> numbers(String separated) throws FormException {
    List<Integer> numbers = new ArrayList<>();
    if (!separated.isEmpty()) {
      for (String number : separated.split(", ", -1)) {
        numbers.add(number(number));
      }
    }
    return numbers;
  }

  private static int number(String digits) throws FormException {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException other) {
      throw new FormException();
    }
  }
}
