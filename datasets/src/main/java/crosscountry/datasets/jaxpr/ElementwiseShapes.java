package crosscountry.datasets.jaxpr;

import crosscountry.environment.structure.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The shapes that operations on elements make. Most of them repeat scalars and axes of size one; by
 * the rules of {@code jax.lax}, {@code select_n} and {@code clamp} repeat only some scalars.
 */
final class ElementwiseShapes {

  private final CheckedEquation equation;

  ElementwiseShapes(CheckedEquation equation) {
    this.equation = equation;
  }

  Shape elementwise() {
    if (!ScalarPrimitives.takes(equation.primitive(), equation.operands().size())) {
      throw equation.wrongCount();
    }
    return switch (equation.primitive()) {
      case "select_n", "select" -> selected();
      case "clamp" -> clamped();
      case "integer_pow" -> {
        equation.number("y");
        yield equation.first();
      }
      default -> widest();
    };
  }

  private Shape selected() {
    Shape which = equation.first();
    Shape made = equation.operands().get(1);
    if (!equation.operands().stream().skip(1).allMatch(made::equals)) {
      throw equation.inconsistent("has cases of several shapes");
    }
    if (which.rank() > 0 && !which.equals(made)) {
      throw equation.inconsistent("chooses by neither a scalar nor a tensor of the cases' shape");
    }
    return made;
  }

  private Shape clamped() {
    Shape made = equation.operands().get(1);
    for (Shape bound : List.of(equation.first(), equation.operands().get(2))) {
      if (bound.rank() > 0 && !bound.equals(made)) {
        throw equation.inconsistent(
            "has a bound that is neither a scalar nor of the shape of what it bounds");
      }
    }
    return made;
  }

  private Shape widest() {
    Shape widest = Shape.SCALAR;
    for (Shape operand : equation.operands()) {
      widest = common(widest, operand);
    }
    return widest;
  }

  /** Returns the shape of two values side by side; axes of size one and scalars are repeated. */
  private Shape common(Shape left, Shape right) {
    if (left.rank() == 0 || right.rank() == 0) {
      return left.rank() == 0 ? right : left;
    }
    List<Integer> sizes = new ArrayList<>();
    for (int axis = 0; axis < Math.max(left.rank(), right.rank()); axis++) {
      boolean meet =
          left.rank() == right.rank()
              && (left.size(axis) == right.size(axis)
                  || left.size(axis) == 1
                  || right.size(axis) == 1);
      if (!meet) {
        throw equation.inconsistent("has axes that don't match");
      }
      sizes.add(left.size(axis) == 1 ? right.size(axis) : left.size(axis));
    }
    return new Shape(sizes);
  }
}
