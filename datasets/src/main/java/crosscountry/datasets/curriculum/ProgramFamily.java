package crosscountry.datasets.curriculum;

import crosscountry.datasets.jaxpr.Jaxpr;
import crosscountry.environment.structure.Shape;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** The kinds of random functions, of which each makes up a third. */
public enum ProgramFamily {

  /** Scalar functions written as numerical code is: {@link ExpressionProgram}. */
  EXPRESSIONS {
    @Override
    Jaxpr draw(SplittableRandom random, int size) {
      return ExpressionProgram.draw(random, size, List.of(Shape.SCALAR));
    }
  },

  /**
   * Scalar functions with the statistics of real ones and no other meaning: {@link SampledGraph}.
   */
  GRAPHS {
    @Override
    Jaxpr draw(SplittableRandom random, int size) {
      return SampledGraph.draw(random, size);
    }
  },

  /**
   * Functions of vectors and small matrices: {@link TensorProgram}, and {@link ExpressionProgram}
   * element by element.
   */
  TENSORS {
    @Override
    Jaxpr draw(SplittableRandom random, int size) {
      int rows = 2 + random.nextInt(3);
      int columns = 2 + random.nextInt(4);
      return switch (random.nextInt(6)) {
        case 0 -> ExpressionProgram.draw(random, size, vectors(2 + random.nextInt(9)));
        case 1 -> ExpressionProgram.draw(random, size, rows(columns));
        case 2 -> ExpressionProgram.draw(random, size, matrices(rows, columns));
        default -> TensorProgram.draw(random, size);
      };
    }
  };

  /** Returns the kind of the function that a seed stands for. */
  public static ProgramFamily of(long seed) {
    return values()[Math.floorMod(seed, values().length)];
  }

  /** Returns the name for people, for example {@code tensors}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Draws a function of about so many equations. */
  abstract Jaxpr draw(SplittableRandom random, int size);

  private static List<Shape> vectors(int size) {
    return List.of(Shape.SCALAR, Shape.of(size), Shape.of(size));
  }

  private static List<Shape> rows(int size) {
    return List.of(Shape.of(1, 1), Shape.of(1, size), Shape.of(1, size));
  }

  private static List<Shape> matrices(int rows, int columns) {
    Shape whole = Shape.of(rows, columns);
    return List.of(whole, whole, Shape.of(rows, 1), Shape.of(1, columns), Shape.SCALAR);
  }
}
