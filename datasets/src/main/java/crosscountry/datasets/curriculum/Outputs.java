package crosscountry.datasets.curriculum;

import crosscountry.datasets.jaxpr.Jaxpr;
import crosscountry.environment.structure.Shape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Ends a function: chooses what it returns, so that all it computes is of use. */
final class Outputs {

  private static final List<String> JOINING = List.of("add", "add", "sub", "mul");

  /** One function in so many returns values that it also reads. */
  private static final int ONE_IN_REREAD = 4;

  private static final int MOST_REREAD = 6;

  private Outputs() {}

  /**
   * Joins results that nothing reads, two by two, until there are few enough, and ends the
   * function.
   *
   * @param most results that may stay unread, at least 1
   */
  static Jaxpr joined(Tracer tracer, SplittableRandom random, int most) {
    List<Traced> unread = new ArrayList<>(tracer.unread());
    while (unread.size() > most) {
      Traced left = unread.remove(random.nextInt(unread.size()));
      Traced right = unread.remove(random.nextInt(unread.size()));
      if (!left.shape().equals(right.shape())) {
        left = total(tracer, left);
        right = total(tracer, right);
      }
      unread.add(tracer.binary(JOINING.get(random.nextInt(JOINING.size())), left, right));
    }
    return asTheyAre(tracer, random);
  }

  /** Ends the function; it returns all results that nothing reads, and some that are read. */
  static Jaxpr asTheyAre(Tracer tracer, SplittableRandom random) {
    Set<Traced> outputs = new LinkedHashSet<>(tracer.unread());
    if (random.nextInt(ONE_IN_REREAD) == 0) {
      int count = 1 + random.nextInt(MOST_REREAD);
      for (int output = 0; output < count; output++) {
        outputs.add(tracer.results().get(random.nextInt(tracer.results().size())));
      }
    }
    return tracer.function(List.copyOf(outputs));
  }

  private static Traced total(Tracer tracer, Traced value) {
    return value.shape().equals(Shape.SCALAR) ? value : TensorOperations.total(tracer, value);
  }
}
