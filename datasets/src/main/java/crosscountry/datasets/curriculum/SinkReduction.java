package crosscountry.datasets.curriculum;

import crosscountry.environment.structure.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Brings together what no equation reads, until a function has few enough outputs. */
final class SinkReduction {

  private static final List<String> OPERATIONS = List.of("add", "add", "sub", "mul");

  private SinkReduction() {}

  /**
   * Writes operations of two unread results each, a tensor being summed up before.
   *
   * @param most results that may stay unread, at least 1
   */
  static void reduce(Tracer tracer, SplittableRandom random, int most) {
    List<Traced> unread = new ArrayList<>(tracer.unread());
    while (unread.size() > most) {
      Traced left = unread.remove(random.nextInt(unread.size()));
      Traced right = unread.remove(random.nextInt(unread.size()));
      if (!left.shape().equals(right.shape())) {
        left = total(tracer, left);
        right = total(tracer, right);
      }
      String operation = OPERATIONS.get(random.nextInt(OPERATIONS.size()));
      unread.add(tracer.binary(operation, left, right));
    }
  }

  private static Traced total(Tracer tracer, Traced value) {
    return value.shape().equals(Shape.SCALAR) ? value : TensorOperations.total(tracer, value);
  }
}
