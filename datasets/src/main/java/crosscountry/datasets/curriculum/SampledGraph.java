package crosscountry.datasets.curriculum;

import crosscountry.datasets.jaxpr.Jaxpr;
import crosscountry.environment.structure.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws a scalar function operand by operand, so that its graph has the statistics of the graphs in
 * the catalog: how many operations read one value only, how far back operands lie, how many values
 * are read once, twice or very often, and how many outputs are read again.
 */
final class SampledGraph {

  /** Share of equations that read one value; between 0.13 and 0.37 in the scalar graphs. */
  private static final Share UNARY = new Share(0.17, 0.41);

  /** Share of operands that are read for the first time, inputs not counted. */
  private static final Share FRESH = new Share(0.46, 0.58);

  /** Share of operands that are inputs. */
  private static final Share INPUT = new Share(0.06, 0.36);

  /** Of operands that are read for the first time, the share that was computed just before. */
  private static final Share NEWEST = new Share(0.1, 0.85);

  /** Of operands that are read again, the share that is drawn the likelier the more it is read. */
  private static final Share POPULAR = new Share(0.5, 1);

  /** Distance from which on a result is no longer near. */
  private static final int NEAR = 50;

  private static final List<String> BINARY =
      List.of("mul", "mul", "mul", "mul", "add", "add", "add", "sub", "sub", "div");

  private static final List<String> UNARY_FUNCTIONS =
      List.of("sin", "cos", "tanh", "neg", "integer_pow", "integer_pow", "atan", "logistic");

  private final Tracer tracer = new Tracer();
  private final List<Traced> inputs = new ArrayList<>();

  /** Every result as often as it is read. */
  private final List<Traced> reads = new ArrayList<>();

  private final SplittableRandom random;
  private final int size;
  private final int mostUnread;
  private final double unary;
  private final double fresh;
  private final double input;
  private final double newest;
  private final double popular;

  /** The interval from which each function draws a probability of its own. */
  private record Share(double least, double greatest) {

    double draw(SplittableRandom random) {
      return least + (greatest - least) * random.nextDouble();
    }
  }

  private SampledGraph(SplittableRandom random, int size) {
    this.random = random;
    this.size = size;
    this.mostUnread = 2 + random.nextInt(12);
    this.unary = UNARY.draw(random);
    this.fresh = FRESH.draw(random);
    this.input = INPUT.draw(random);
    this.newest = NEWEST.draw(random);
    this.popular = POPULAR.draw(random);
  }

  /**
   * Draws a function.
   *
   * @param random determines the function
   * @param size how many equations it gets
   */
  static Jaxpr draw(SplittableRandom random, int size) {
    return new SampledGraph(random, size).function();
  }

  private Jaxpr function() {
    int count = 4 + random.nextInt(12);
    for (int position = 0; position < count; position++) {
      inputs.add(tracer.input(Shape.SCALAR, random.nextBoolean() ? Sign.POSITIVE : Sign.ANY));
    }
    while (tracer.equations() < size) {
      Traced first = operand(tracer.unread());
      if (random.nextDouble() < unary) {
        ofOne(first);
      } else {
        ofTwo(first);
      }
    }
    return Outputs.asTheyAre(tracer, random);
  }

  private void ofOne(Traced operand) {
    read(operand);
    String function = UNARY_FUNCTIONS.get(random.nextInt(UNARY_FUNCTIONS.size()));
    if (random.nextInt(3) == 0) {
      Traced constant = Tracer.constant(0.5 * (1 + random.nextInt(5)));
      tracer.binary(BINARY.get(random.nextInt(BINARY.size())), operand, constant);
    } else if (operand.isPositive() && random.nextBoolean()) {
      tracer.unary(random.nextBoolean() ? "sqrt" : "log", operand);
    } else if (function.equals("integer_pow")) {
      tracer.power(operand, 2 + random.nextInt(2));
    } else {
      tracer.unary(function, operand);
    }
  }

  private void ofTwo(Traced first) {
    read(first);
    List<Traced> unread = new ArrayList<>(tracer.unread());
    unread.remove(first);
    Traced second = operand(unread);
    while (second.equals(first)) {
      second = operand(unread);
    }
    read(second);
    tracer.binary(BINARY.get(random.nextInt(BINARY.size())), first, second);
  }

  private void read(Traced operand) {
    if (!inputs.contains(operand)) {
      reads.add(operand);
    }
  }

  /** Draws what to read, given what of all results is still unread. */
  private Traced operand(List<Traced> unread) {
    List<Traced> results = tracer.results();
    double choice = random.nextDouble();
    if (results.isEmpty() || (choice < input && unread.size() <= mostUnread)) {
      return inputs.get(random.nextInt(inputs.size()));
    }
    boolean first = choice < input + fresh || unread.size() > mostUnread || reads.isEmpty();
    if (first && !unread.isEmpty()) {
      return random.nextDouble() < newest
          ? unread.get(unread.size() - 1)
          : unread.get(random.nextInt(unread.size()));
    }
    if (!reads.isEmpty() && random.nextDouble() < popular) {
      return reads.get(random.nextInt(reads.size()));
    }
    return results.get(results.size() - 1 - random.nextInt(Math.min(NEAR, results.size())));
  }
}
