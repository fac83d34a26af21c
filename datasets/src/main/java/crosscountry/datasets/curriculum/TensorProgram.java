package crosscountry.datasets.curriculum;

import crosscountry.datasets.jaxpr.Jaxpr;
import crosscountry.environment.structure.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Writes a function of vectors and matrices: some of them go through one {@link TensorBlock} after
 * the other, through one again and again, or meet each other.
 */
final class TensorProgram {

  private static final int LONGEST_VECTOR = 10;

  private static final int MOST_OUTPUTS = 4;

  private final Tracer tracer = new Tracer();
  private final SplittableRandom random;
  private final int size;
  private final List<Traced> states = new ArrayList<>();

  private TensorProgram(SplittableRandom random, int size) {
    this.random = random;
    this.size = size;
  }

  /**
   * Draws a function.
   *
   * @param random determines the function
   * @param size about how many equations it gets
   */
  static Jaxpr draw(SplittableRandom random, int size) {
    return new TensorProgram(random, size).function();
  }

  private Jaxpr function() {
    int count = 1 + random.nextInt(3);
    for (int state = 0; state < count; state++) {
      states.add(tracer.input(shape(), Sign.ANY));
    }
    while (tracer.equations() < size) {
      int state = random.nextInt(count);
      if (count > 1 && random.nextInt(4) == 0) {
        meet(state, (state + 1 + random.nextInt(count - 1)) % count);
      } else {
        advance(state);
      }
    }
    return Outputs.joined(tracer, random, 1 + random.nextInt(MOST_OUTPUTS));
  }

  private Shape shape() {
    return random.nextBoolean()
        ? Shape.of(2 + random.nextInt(LONGEST_VECTOR - 1))
        : Shape.of(TensorBlock.size(random), TensorBlock.size(random));
  }

  private void advance(int state) {
    TensorBlock block = TensorBlock.values()[random.nextInt(TensorBlock.values().length)];
    Weights weights = new Weights(tracer);
    long choices = random.nextLong();
    int times = random.nextInt(3) == 0 ? 2 + random.nextInt(2) : 1;
    for (int time = 0; time < times && tracer.equations() < size; time++) {
      weights.rewind();
      Traced next = block.trace(tracer, new SplittableRandom(choices), weights, states.get(state));
      states.set(state, next);
    }
  }

  /** One state goes into another, by a product of matrices or element by element. */
  private void meet(int one, int other) {
    Traced left = states.get(one);
    Traced right = states.get(other);
    if (left.shape().equals(right.shape())) {
      states.set(one, tracer.binary(random.nextBoolean() ? "mul" : "add", left, right));
      return;
    }
    int inner = right.shape().size(0);
    Traced weights = tracer.input(Shape.of(left.shape().size(0), inner), Sign.ANY);
    Traced moved = TensorOperations.product(tracer, weights, right);
    if (moved.shape().rank() > left.shape().rank()) {
      moved = TensorOperations.sum(tracer, moved, 1);
    } else if (moved.shape().rank() < left.shape().rank()) {
      moved = TensorOperations.expand(tracer, moved, 1);
    } else if (!moved.shape().equals(left.shape())) {
      moved = TensorOperations.expand(tracer, TensorOperations.sum(tracer, moved, 1), 1);
    }
    states.set(one, tracer.binary(random.nextBoolean() ? "mul" : "add", left, moved));
  }
}
