package crosscountry.environment.bench;

import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import crosscountry.environment.structure.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Programs of tensors as text, one line for each input and equation; the resources explain it. */
final class ProgramText {

  private final List<Shape> inputs = new ArrayList<>();
  private final List<Equation> equations = new ArrayList<>();
  private final List<Operand> outputs = new ArrayList<>();

  private ProgramText() {}

  /** Returns the program that the lines are of. */
  static Program read(String name, List<String> lines) {
    ProgramText text = new ProgramText();
    lines.forEach(text::readLine);
    return new Program(name, text.inputs, text.equations, text.outputs);
  }

  private void readLine(String line) {
    List<String> words = List.of(line.split(" ", -1));
    switch (words.get(0)) {
      case "x" -> inputs.add(shape(words.get(1)));
      case "outputs" -> words.stream().skip(1).map(ProgramText::operand).forEach(outputs::add);
      default -> equations.add(equation(words));
    }
  }

  private static Equation equation(List<String> words) {
    List<Operand> operands = new ArrayList<>();
    Map<String, String> parameters = new HashMap<>();
    for (String word : words.subList(2, words.size())) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        parameters.put(word.substring(0, equals), word.substring(equals + 1));
      } else {
        operands.add(operand(word));
      }
    }
    return new Equation(words.get(0), operands, parameters, shape(words.get(1)));
  }

  private static Operand operand(String word) {
    return switch (word.charAt(0)) {
      case 'x' -> new Operand.Input(Integer.parseInt(word.substring(1)));
      case '=' -> new Operand.Literal(Double.parseDouble(word.substring(1)));
      default -> new Operand.Result(Integer.parseInt(word));
    };
  }

  private static Shape shape(String word) {
    String sizes = word.substring(1, word.length() - 1);
    return sizes.isEmpty()
        ? Shape.SCALAR
        : new Shape(
            Arrays.stream(sizes.split(",", -1))
                .map(Integer::valueOf)
                .toList());
  }
}
