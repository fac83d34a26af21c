package crosscountry.datasets.curriculum;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A few lines of numerical code, from a state of some numbers to the next one. All operate on
 * elements, so that each number may as well be a tensor.
 *
 * <p>What a block leaves open it draws; with a source in the same state it does the same again to
 * other values, as code in a loop or in a function does.
 */
enum ElementBlock {

  /** Rotates two coordinates by an angle and moves them, as a joint of a robot does. */
  ROTATION {
    @Override
    List<Traced> trace(Tracer t, SplittableRandom random, List<Traced> x, List<Traced> p) {
      int first = random.nextInt(x.size());
      int second = first + 1 + random.nextInt(Math.max(1, x.size() - 1));
      Traced angle = at(p, random.nextInt(p.size()));
      Traced cosine = t.unary("cos", angle);
      Traced sine = t.unary("sin", angle);
      Traced a = at(x, first);
      Traced b = x.size() > 1 ? at(x, second) : at(p, 1 + random.nextInt(p.size()));
      List<Traced> next = new ArrayList<>(x);
      next.set(first, t.sub(t.mul(cosine, a), t.mul(sine, b)));
      Traced other = t.add(t.mul(sine, a), t.mul(cosine, b));
      if (x.size() > 1) {
        next.set(second % x.size(), other);
      } else {
        next.add(other);
      }
      return next;
    }
  },

  /** Multiplies by a matrix of parameters, written out. */
  MATRIX_VECTOR {
    @Override
    List<Traced> trace(Tracer t, SplittableRandom random, List<Traced> x, List<Traced> p) {
      int columns = Math.min(3, x.size());
      int rows = 2 + random.nextInt(2);
      int skew = random.nextInt(p.size());
      List<Traced> next = new ArrayList<>();
      for (int row = 0; row < rows; row++) {
        Traced sum = t.mul(at(p, skew + row * columns), at(x, 0));
        for (int column = 1; column < columns; column++) {
          Traced term = t.mul(at(p, skew + row * columns + column), at(x, column));
          sum = t.binary(signed(random), sum, term);
        }
        next.add(sum);
      }
      return next;
    }
  },

  /** Multiplies two matrices of two rows and columns, as chains of transformations do. */
  MATRIX_PRODUCT {
    @Override
    List<Traced> trace(Tracer t, SplittableRandom random, List<Traced> x, List<Traced> p) {
      int skew = random.nextInt(p.size());
      List<Traced> next = new ArrayList<>();
      for (int row = 0; row < 2; row++) {
        for (int column = 0; column < 2; column++) {
          Traced first = t.mul(at(x, 2 * row), at(p, skew + column));
          Traced second = t.mul(at(x, 2 * row + 1), at(p, skew + 2 + column));
          next.add(t.binary(row == column ? "add" : signed(random), first, second));
        }
      }
      return next;
    }
  },

  /** The cross product with a vector of parameters. */
  CROSS_PRODUCT {
    @Override
    List<Traced> trace(Tracer t, SplittableRandom random, List<Traced> x, List<Traced> p) {
      int skew = random.nextInt(p.size());
      List<Traced> next = new ArrayList<>();
      for (int axis = 0; axis < 3; axis++) {
        Traced plus = t.mul(at(x, axis + 1), at(p, skew + axis + 2));
        Traced minus = t.mul(at(x, axis + 2), at(p, skew + axis + 1));
        next.add(t.sub(plus, minus));
      }
      return next;
    }
  },

  /** From conserved quantities of a gas to their flux. */
  FLUX {
    @Override
    List<Traced> trace(Tracer t, SplittableRandom random, List<Traced> x, List<Traced> p) {
      Traced density = positive(t, at(x, 0));
      Traced momentum = at(x, 1);
      Traced energy = x.size() > 2 ? at(x, 2) : at(p, random.nextInt(p.size()));
      Traced velocity = t.div(momentum, density);
      Traced kinetic = t.mul(HALF, t.mul(momentum, velocity));
      Traced pressure = t.mul(Tracer.constant(0.4), t.sub(energy, kinetic));
      Traced enthalpy = t.add(energy, pressure);
      List<Traced> next = new ArrayList<>();
      next.add(t.add(t.mul(momentum, velocity), pressure));
      next.add(t.mul(enthalpy, velocity));
      Traced soundSquared = t.div(t.unary("abs", pressure), density);
      Traced sound = t.unary("sqrt", soundSquared);
      next.add(t.add(velocity, sound));
      if (random.nextBoolean()) {
        next.add(t.sub(velocity, sound));
      }
      return next;
    }
  },

  /** Mass action: every reaction takes from some species and gives to others. */
  REACTIONS {
    @Override
    List<Traced> trace(Tracer t, SplittableRandom random, List<Traced> x, List<Traced> p) {
      int reactions = 2 + random.nextInt(3);
      List<Traced> next = new ArrayList<>(x.subList(0, Math.min(5, x.size())));
      boolean thermal = random.nextInt(3) == 0;
      for (int reaction = 0; reaction < reactions; reaction++) {
        Traced factor = at(p, random.nextInt(p.size()));
        if (thermal) {
          factor = t.unary("exp", t.unary("neg", t.power(factor, 2)));
        }
        int from = random.nextInt(x.size());
        Traced rate = t.mul(factor, at(x, from));
        int partner = random.nextInt(x.size() + 1);
        if (partner < x.size()) {
          rate =
              partner == from
                  ? t.mul(factor, t.power(at(x, from), 2))
                  : t.mul(rate, at(x, partner));
        }
        int to = from + 1 + random.nextInt(Math.max(1, next.size() - 1));
        int source = from % next.size();
        next.set(source, t.sub(next.get(source), rate));
        if (to % next.size() != source) {
          next.set(to % next.size(), t.add(next.get(to % next.size()), rate));
        }
      }
      return next;
    }
  },

  /** Differences of products of powers, as equations of moments have them. */
  MOMENTS {
    @Override
    List<Traced> trace(Tracer t, SplittableRandom random, List<Traced> x, List<Traced> p) {
      int count = 2 + random.nextInt(2);
      List<Traced> next = new ArrayList<>();
      for (int moment = 0; moment < count; moment++) {
        Traced a = at(x, moment);
        Traced b = at(p, moment);
        Traced squares = t.sub(t.power(a, 2 + random.nextInt(2)), t.power(b, 2));
        Traced scaled = t.mul(squares, at(x, moment + 1));
        Traced mixed = t.mul(t.mul(Tracer.constant(2.0), a), b);
        next.add(t.binary(signed(random), scaled, t.mul(mixed, at(p, moment + 1))));
      }
      return next;
    }
  },

  /** Divides by the length of the vector. */
  NORMALISATION {
    @Override
    List<Traced> trace(Tracer t, SplittableRandom random, List<Traced> x, List<Traced> p) {
      Traced squares = t.power(at(x, 0), 2);
      for (int axis = 1; axis < x.size(); axis++) {
        squares = t.add(squares, t.power(at(x, axis), 2));
      }
      Traced length = t.unary("sqrt", t.add(squares, Tracer.constant(0.01)));
      List<Traced> next = new ArrayList<>();
      for (Traced element : x) {
        next.add(t.div(element, length));
      }
      if (random.nextBoolean()) {
        next.add(t.mul(length, at(p, random.nextInt(p.size()))));
      }
      return next;
    }
  },

  /** Multiplies everything by one function of a part. */
  SHARED_FACTOR {
    @Override
    List<Traced> trace(Tracer t, SplittableRandom random, List<Traced> x, List<Traced> p) {
      Traced argument =
          t.binary(
              random.nextBoolean() ? "mul" : signed(random),
              at(x, random.nextInt(x.size())),
              at(p, random.nextInt(p.size())));
      Traced factor = smooth(t, random, argument);
      List<Traced> next = new ArrayList<>();
      for (int index = 0; index < x.size(); index++) {
        Traced product = t.mul(factor, at(x, index));
        next.add(
            random.nextInt(3) == 0
                ? t.binary(signed(random), product, at(p, random.nextInt(p.size())))
                : product);
      }
      return next;
    }
  },

  /** Neighbours on a ring push each other, as in models of transport. */
  STENCIL {
    @Override
    List<Traced> trace(Tracer t, SplittableRandom random, List<Traced> x, List<Traced> p) {
      if (x.size() < 3) {
        return SHARED_FACTOR.trace(t, random, x, p);
      }
      Traced forcing = at(p, random.nextInt(p.size()));
      List<Traced> next = new ArrayList<>();
      for (int index = 0; index < x.size(); index++) {
        Traced slope = t.sub(at(x, index + 1), at(x, index + x.size() - 1));
        Traced pushed = t.mul(slope, at(x, index + x.size() - 2));
        next.add(t.add(t.sub(pushed, at(x, index)), forcing));
      }
      return next;
    }
  },

  /** Pairs attract each other by a power of their distance. */
  ATTRACTION {
    @Override
    List<Traced> trace(Tracer t, SplittableRandom random, List<Traced> x, List<Traced> p) {
      int bodies = Math.min(3, x.size());
      if (bodies < 2) {
        return SATURATION.trace(t, random, x, p);
      }
      List<Traced> next = new ArrayList<>(x.subList(0, bodies));
      for (int one = 0; one < bodies; one++) {
        for (int other = one + 1; other < bodies; other++) {
          Traced distance = t.sub(at(x, one), at(x, other));
          Traced square = t.add(t.power(distance, 2), Tracer.constant(0.01));
          Traced cube = t.mul(square, t.unary("sqrt", square));
          Traced force = t.div(t.mul(at(p, one + other), distance), cube);
          next.set(one, t.sub(next.get(one), force));
          next.set(other, t.add(next.get(other), force));
        }
      }
      return next;
    }
  },

  /** Rates that approach a limit, of one denominator or of several. */
  SATURATION {
    @Override
    List<Traced> trace(Tracer t, SplittableRandom random, List<Traced> x, List<Traced> p) {
      Traced shared = t.add(ONE, t.power(at(x, random.nextInt(x.size())), 2));
      boolean oneDenominator = random.nextBoolean();
      List<Traced> next = new ArrayList<>();
      for (int index = 0; index < x.size(); index++) {
        Traced numerator = t.mul(at(p, index), at(x, index));
        Traced denominator = oneDenominator ? shared : t.add(shared, t.power(at(p, index + 1), 2));
        next.add(t.div(numerator, denominator));
      }
      return next;
    }
  },

  /** Evaluates a polynomial and its derivative in the scheme of Horner, in a shared argument. */
  HORNER {
    @Override
    List<Traced> trace(Tracer t, SplittableRandom random, List<Traced> x, List<Traced> p) {
      Traced argument = at(x, random.nextInt(x.size()));
      int degree = 2 + random.nextInt(3);
      Traced value = at(p, 0);
      Traced slope = at(p, 0);
      for (int power = 1; power < degree; power++) {
        value = t.add(t.mul(value, argument), at(p, power));
        slope = t.add(t.mul(slope, argument), value);
      }
      List<Traced> next = new ArrayList<>(x);
      next.set(0, value);
      if (next.size() > 1) {
        next.set(1, slope);
      } else {
        next.add(slope);
      }
      return next;
    }
  };

  private static final Traced ONE = Tracer.constant(1.0);
  private static final Traced HALF = Tracer.constant(0.5);

  private static final List<String> SMOOTH =
      List.of("sin", "cos", "tanh", "exp", "logistic", "atan");

  /**
   * Traces the block.
   *
   * @param t where to
   * @param random source of what the block leaves open
   * @param x the state, at least one value
   * @param p what the state meets, at least one value
   * @return the next state, not empty; some of it may be as it was
   */
  abstract List<Traced> trace(Tracer t, SplittableRandom random, List<Traced> x, List<Traced> p);

  /** Returns a value that is positive, made of any. */
  static Traced positive(Tracer t, Traced value) {
    return value.isPositive() ? value : t.add(ONE, t.power(value, 2));
  }

  /** Applies a smooth function of bounded growth. */
  static Traced smooth(Tracer t, SplittableRandom random, Traced value) {
    String function = SMOOTH.get(random.nextInt(SMOOTH.size()));
    if (function.equals("exp")) {
      return t.unary("exp", t.unary("neg", t.power(value, 2)));
    }
    return t.unary(function, value);
  }

  private static Traced at(List<Traced> values, int index) {
    return values.get(index % values.size());
  }

  private static String signed(SplittableRandom random) {
    return random.nextBoolean() ? "add" : "sub";
  }
}
