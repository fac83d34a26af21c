package crosscountry.datasets.jaxpr;

import crosscountry.environment.graph.Equation;
import crosscountry.environment.structure.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An equation of a flat jaxpr while it is checked: its parameters by their form, and the errors
 * that say what of it contradicts what.
 *
 * @param source what errors call the text
 * @param line 1-based line of the equation
 * @param equation the equation with all parameters that are printed
 * @param operands shape of each operand
 */
record CheckedEquation(String source, int line, Equation equation, List<Shape> operands) {

  String primitive() {
    return equation.primitive();
  }

  /** Returns the printed shape of the result. */
  Shape shape() {
    return equation.shape();
  }

  boolean has(String parameter) {
    return equation.parameters().containsKey(parameter);
  }

  String parameter(String name, String otherwise) {
    return equation.parameters().getOrDefault(name, otherwise);
  }

  /** Returns the shape of the first operand. */
  Shape first() {
    return operands.get(0);
  }

  void requireCount(int count) {
    if (operands.size() != count) {
      throw wrongCount();
    }
  }

  /** Returns a parameter that may not be missing. */
  String text(String parameter) {
    String text = equation.parameters().get(parameter);
    if (text == null) {
      throw new InconsistentJaxprException(
          source, line, "'%s' lacks its parameter %s".formatted(equation.primitive(), parameter));
    }
    return text;
  }

  TupleText tuple(String parameter) {
    return new TupleText(text(parameter));
  }

  int number(String parameter) {
    try {
      return tuple(parameter).number();
    } catch (TupleText.FormException other) {
      throw misfit(parameter);
    }
  }

  List<Integer> list(String parameter) {
    try {
      return tuple(parameter).list();
    } catch (TupleText.FormException other) {
      throw misfit(parameter);
    }
  }

  /** Returns so many lists of one length. */
  List<List<Integer>> lists(String parameter, int count, int length) {
    try {
      List<List<Integer>> lists = tuple(parameter).lists();
      require(
          lists.size() == count && lists.stream().allMatch(list -> list.size() == length),
          parameter);
      return lists;
    } catch (TupleText.FormException other) {
      throw misfit(parameter);
    }
  }

  /** Returns so many numbers greater than zero. */
  List<Integer> positive(String parameter, int count) {
    List<Integer> numbers = list(parameter);
    require(numbers.size() == count && numbers.stream().allMatch(number -> number > 0), parameter);
    return numbers;
  }

  /** Returns an axis of so many. */
  int axis(String parameter, int rank) {
    int axis = number(parameter);
    require(axis >= 0 && axis < rank, parameter);
    return axis;
  }

  /** Returns different axes of the first operand. */
  List<Integer> axes(String parameter) {
    List<Integer> axes = list(parameter);
    require(areAxes(axes, first().rank()), parameter);
    return axes;
  }

  /** Tells whether numbers are those of different axes of so many. */
  static boolean areAxes(List<Integer> axes, int rank) {
    return axes.stream().allMatch(axis -> axis >= 0 && axis < rank)
        && new HashSet<>(axes).size() == axes.size();
  }

  /** Returns the size of an axis as a parameter makes it, which must be one. */
  int size(long size, String parameter) {
    require(size >= 0 && size <= Integer.MAX_VALUE, parameter);
    return (int) size;
  }

  /** Requires what a parameter must fit. */
  void require(boolean fit, String parameter) {
    if (!fit) {
      throw misfit(parameter);
    }
  }

  InconsistentJaxprException misfit(String parameter) {
    return inconsistent("can't have %s=%s".formatted(parameter, text(parameter)));
  }

  InconsistentJaxprException wrongCount() {
    return new InconsistentJaxprException(
        source,
        line,
        "'%s' doesn't take %d operands".formatted(equation.primitive(), operands.size()));
  }

  InconsistentJaxprException inconsistent(String problem) {
    String of =
        operands.isEmpty()
            ? ""
            : operands.stream()
                .map(Shape::toString)
                .collect(Collectors.joining(" and ", " of ", ""));
    return new InconsistentJaxprException(
        source, line, "'%s'%s %s".formatted(equation.primitive(), of, problem));
  }

  UnsupportedFunctionException unsupported(String problem) {
    return new UnsupportedFunctionException(source, line, problem);
  }
}
