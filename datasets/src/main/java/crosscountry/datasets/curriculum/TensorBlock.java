package crosscountry.datasets.curriculum;

import static crosscountry.datasets.curriculum.TensorOperations.concatenate;
import static crosscountry.datasets.curriculum.TensorOperations.dot;
import static crosscountry.datasets.curriculum.TensorOperations.expand;
import static crosscountry.datasets.curriculum.TensorOperations.flattened;
import static crosscountry.datasets.curriculum.TensorOperations.max;
import static crosscountry.datasets.curriculum.TensorOperations.product;
import static crosscountry.datasets.curriculum.TensorOperations.slice;
import static crosscountry.datasets.curriculum.TensorOperations.sum;
import static crosscountry.datasets.curriculum.TensorOperations.transpose;

import crosscountry.environment.structure.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A few lines of code on a vector or matrix. What a block leaves open it draws; with a source in
 * the same state it does the same again to other values.
 */
enum TensorBlock {

  /** A dense layer with bias. */
  LAYER {
    @Override
    Traced trace(Tracer t, SplittableRandom random, Weights weights, Traced x) {
      int width = random.nextInt(3) == 0 ? size(random) : x.shape().size(0);
      Traced linear = product(t, weights.next(Shape.of(width, x.shape().size(0))), x);
      Traced bias = weights.next(Shape.of(width));
      return activated(t, random, t.add(linear, isVector(x) ? bias : expand(t, bias, 1)));
    }
  },

  /** Two layers of which the result is added to what went in. */
  RESIDUAL {
    @Override
    Traced trace(Tracer t, SplittableRandom random, Weights weights, Traced x) {
      int width = size(random);
      int own = x.shape().size(0);
      Traced inner = product(t, weights.next(Shape.of(width, own)), x);
      Traced active = activated(t, random, inner);
      return t.add(x, product(t, weights.next(Shape.of(own, width)), active));
    }
  },

  /** Centres and scales along an axis. */
  NORMALISATION {
    @Override
    Traced trace(Tracer t, SplittableRandom random, Weights weights, Traced x) {
      int axis = random.nextInt(x.shape().rank());
      Traced count = Tracer.constant(x.shape().size(axis));
      Traced mean = kept(t, t.div(sum(t, x, axis), count), axis);
      Traced centred = t.sub(x, mean);
      Traced variance = t.div(sum(t, t.power(centred, 2), axis), count);
      Traced deviation = t.unary("sqrt", t.add(variance, Tracer.constant(0.001)));
      Traced scaled = t.div(centred, kept(t, deviation, axis));
      Shape shape = random.nextBoolean() ? Shape.SCALAR : x.shape();
      return t.add(t.mul(scaled, weights.next(shape)), weights.next(shape));
    }
  },

  /** Shares along an axis, perhaps their logarithms. */
  SOFTMAX {
    @Override
    Traced trace(Tracer t, SplittableRandom random, Weights weights, Traced x) {
      Traced shares = softmax(t, x, x.shape().rank() - 1);
      return random.nextBoolean() ? t.mul(x, shares) : shares;
    }
  },

  /** Attention of the columns of a matrix; of a vector, shares that a layer gives. */
  ATTENTION {
    @Override
    Traced trace(Tracer t, SplittableRandom random, Weights weights, Traced x) {
      int own = x.shape().size(0);
      Shape square = Shape.of(own, own);
      Traced queries = product(t, weights.next(square), x);
      Traced values = product(t, weights.next(square), x);
      if (isVector(x)) {
        return t.add(x, t.mul(softmax(t, queries, 0), values));
      }
      Traced keys = product(t, weights.next(square), x);
      Traced scores = softmax(t, product(t, transpose(t, queries), keys), 1);
      Traced mixed = dot(t, values, 1, scores, 1);
      return random.nextBoolean() ? t.add(x, mixed) : mixed;
    }
  },

  /** The gates of a recurrent cell, cut out of one product. */
  GATES {
    @Override
    Traced trace(Tracer t, SplittableRandom random, Weights weights, Traced x) {
      int own = x.shape().size(0);
      int gates = 2 + random.nextInt(2);
      Traced all = product(t, weights.next(Shape.of(gates * own, own)), x);
      Traced candidate = t.unary("tanh", slice(t, all, 0, 0, own));
      Traced gate = t.unary("logistic", slice(t, all, 0, own, 2 * own));
      Traced next = t.add(x, t.mul(gate, t.sub(candidate, x)));
      if (gates == 2) {
        return next;
      }
      Traced output = t.unary("logistic", slice(t, all, 0, 2 * own, 3 * own));
      return t.mul(output, t.unary("tanh", next));
    }
  },

  /** The product with a matrix from both sides; of a vector, with a quadratic form. */
  CONGRUENCE {
    @Override
    Traced trace(Tracer t, SplittableRandom random, Weights weights, Traced x) {
      int own = x.shape().size(0);
      Traced matrix = weights.next(Shape.of(own, own));
      Traced first = product(t, matrix, x);
      if (isVector(x)) {
        Traced form = dot(t, first, 0, x, 0);
        return random.nextBoolean()
            ? t.mul(first, form)
            : t.sub(x, t.div(first, ElementBlock.positive(t, form)));
      }
      if (x.shape().size(1) == own) {
        Traced both = product(t, first, transpose(t, matrix));
        return t.add(both, weights.next(x.shape()));
      }
      Traced gram = dot(t, x, 1, x, 1);
      return t.sub(first, product(t, gram, x));
    }
  },

  /** From a vector to a matrix of pairs, or from a matrix to a vector. */
  PAIRS {
    @Override
    Traced trace(Tracer t, SplittableRandom random, Weights weights, Traced x) {
      if (!isVector(x) && x.shape().elements() <= LONGEST && random.nextBoolean()) {
        return flattened(t, x);
      }
      if (!isVector(x)) {
        int axis = random.nextInt(2);
        return random.nextInt(3) == 0 ? max(t, x, axis) : sum(t, x, axis);
      }
      Traced other = random.nextBoolean() ? x : weights.next(Shape.of(size(random)));
      Traced pairs =
          t.binary(random.nextBoolean() ? "mul" : "sub", expand(t, x, 1), expand(t, other, 0));
      return ElementBlock.smooth(t, random, pairs);
    }
  },

  /** Elementwise code in which all meets sums of all. */
  COUPLED {
    @Override
    Traced trace(Tracer t, SplittableRandom random, Weights weights, Traced x) {
      Traced energy = TensorOperations.total(t, t.power(x, 2));
      Traced factor = ElementBlock.smooth(t, random, t.mul(weights.next(Shape.SCALAR), energy));
      List<Traced> state = List.of(x, t.mul(x, factor));
      List<Traced> parameters = List.of(factor, weights.next(x.shape()), energy);
      return folded(t, elementwise(random).trace(t, random, state, parameters));
    }
  },

  /** Elementwise code on parts of a tensor, which are put together again. */
  PARTS {
    @Override
    Traced trace(Tracer t, SplittableRandom random, Weights weights, Traced x) {
      int axis = x.shape().rank() - 1;
      int length = x.shape().size(axis);
      int count = length % 3 == 0 ? 3 : length % 2 == 0 ? 2 : Math.min(length, 5);
      int width = length / count;
      List<Traced> parts = new ArrayList<>();
      for (int part = 0; part < count; part++) {
        parts.add(slice(t, x, axis, part * width, (part + 1) * width));
      }
      List<Integer> sizes = new ArrayList<>(x.shape().sizes());
      sizes.set(axis, width);
      List<Traced> parameters = List.of(weights.next(new Shape(sizes)), weights.next(Shape.SCALAR));
      List<Traced> made = elementwise(random).trace(t, random, parts, parameters);
      return concatenate(t, made, axis);
    }
  };

  /** Longest vector of parts of a matrix. */
  private static final int LONGEST = 10;

  private static final int LARGEST = 5;

  private static final List<String> ACTIVATIONS = List.of("tanh", "logistic", "max", "silu", "sin");

  /**
   * Traces the block.
   *
   * @param t where to
   * @param random source of what the block leaves open
   * @param weights the inputs that belong to the block
   * @param x a vector or matrix
   * @return a vector or matrix
   */
  abstract Traced trace(Tracer t, SplittableRandom random, Weights weights, Traced x);

  /** Draws a size of an axis. */
  static int size(SplittableRandom random) {
    return 2 + random.nextInt(LARGEST - 1);
  }

  private static boolean isVector(Traced value) {
    return value.shape().rank() == 1;
  }

  /** Makes what was folded along an axis fit to what was folded. */
  private static Traced kept(Tracer t, Traced folded, int axis) {
    return folded.shape().rank() == 0 ? folded : expand(t, folded, axis);
  }

  private static Traced softmax(Tracer t, Traced x, int axis) {
    Traced greatest = t.stopped(kept(t, max(t, x, axis), axis));
    Traced powers = t.unary("exp", t.sub(x, greatest));
    return t.div(powers, kept(t, sum(t, powers, axis), axis));
  }

  private static Traced activated(Tracer t, SplittableRandom random, Traced x) {
    String function = ACTIVATIONS.get(random.nextInt(ACTIVATIONS.size()));
    return switch (function) {
      case "max" -> t.binary("max", x, Tracer.constant(0.0));
      case "silu" -> t.mul(x, t.unary("logistic", x));
      default -> t.unary(function, x);
    };
  }

  private static ElementBlock elementwise(SplittableRandom random) {
    return ElementBlock.values()[random.nextInt(ElementBlock.values().length)];
  }

  private static Traced folded(Tracer t, List<Traced> values) {
    Traced folded = values.get(0);
    for (Traced value : values.subList(1, values.size())) {
      folded = t.add(folded, value);
    }
    return folded;
  }
}
