package crosscountry.datasets.curriculum;

import crosscountry.environment.structure.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The inputs that a block of tensor code brings along, such as the matrix of a layer. A block that
 * is traced again after {@link #rewind} reads the same ones, as a recurrent network does.
 */
final class Weights {

  private final Tracer tracer;
  private final List<Traced> inputs = new ArrayList<>();
  private int next;

  Weights(Tracer tracer) {
    this.tracer = tracer;
  }

  /** Begins with the first input again. */
  void rewind() {
    next = 0;
  }

  /** Returns the next input, which is new if the one that would follow has another shape. */
  Traced next(Shape shape) {
    if (next == inputs.size()) {
      inputs.add(tracer.input(shape, Sign.ANY));
    } else if (!inputs.get(next).shape().equals(shape)) {
      inputs.set(next, tracer.input(shape, Sign.ANY));
    }
    return inputs.get(next++);
  }
}
