package crosscountry.datasets.curriculum;

import crosscountry.datasets.jaxpr.Jaxpr;
import crosscountry.environment.structure.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Writes a function of numbers, or of tensors element by element, as people write them: groups of
 * values that go through one {@link ElementBlock} after the other, all groups through the same one,
 * or one group through one block again and again.
 */
final class ExpressionProgram {

  /** Parameters that are at hand at one time; the oldest are forgotten. */
  private static final int MOST_PARAMETERS = 12;

  private static final int LARGEST_GROUP = 6;

  private static final int MOST_OUTPUTS = 9;

  private final Tracer tracer = new Tracer();
  private final SplittableRandom random;
  private final int size;
  private final List<Shape> shapes;
  private final List<List<Traced>> groups = new ArrayList<>();
  private final List<Traced> parameters = new ArrayList<>();

  private ExpressionProgram(SplittableRandom random, int size, List<Shape> shapes) {
    this.random = random;
    this.size = size;
    this.shapes = List.copyOf(shapes);
  }

  /**
   * Draws a function.
   *
   * @param random determines the function
   * @param size about how many equations it gets
   * @param shapes that inputs may have; any two can be added, the smaller one being repeated
   */
  static Jaxpr draw(SplittableRandom random, int size, List<Shape> shapes) {
    return new ExpressionProgram(random, size, shapes).function();
  }

  private Jaxpr function() {
    int count = 1 + random.nextInt(3);
    int width = 2 + random.nextInt(4);
    for (int group = 0; group < count; group++) {
      groups.add(inputs(random.nextBoolean() ? width : 2 + random.nextInt(4)));
    }
    parameters.addAll(inputs(1 + random.nextInt(6)));
    while (tracer.equations() < size) {
      switch (random.nextInt(7)) {
        case 0 -> advanceAll();
        case 1 -> combine();
        case 2 -> repeat();
        case 3 -> integrate();
        case 4 -> meet();
        default -> advance();
      }
    }
    return Outputs.joined(tracer, random, 2 + random.nextInt(MOST_OUTPUTS - 1));
  }

  private List<Traced> inputs(int count) {
    List<Traced> inputs = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      inputs.add(tracer.input(shape(), random.nextBoolean() ? Sign.POSITIVE : Sign.ANY));
    }
    return inputs;
  }

  private Shape shape() {
    return shapes.get(random.nextInt(shapes.size()));
  }

  private void advance() {
    int group = random.nextInt(groups.size());
    replace(group, block().trace(tracer, random, groups.get(group), met()));
  }

  /** The same code for every group, as for the two sides of a face. */
  private void advanceAll() {
    ElementBlock block = block();
    long choices = random.nextLong();
    List<Traced> met = met();
    for (int group = 0; group < groups.size() && tracer.equations() < size; group++) {
      replace(group, block.trace(tracer, new SplittableRandom(choices), groups.get(group), met));
    }
  }

  /** The same code on what it made of the group before, with another parameter each time. */
  private void repeat() {
    ElementBlock block = block();
    long choices = random.nextLong();
    int group = random.nextInt(groups.size());
    int times = 2 + random.nextInt(3);
    List<Traced> met = new ArrayList<>(met());
    for (int time = 0; time < times && tracer.equations() < size; time++) {
      replace(group, block.trace(tracer, new SplittableRandom(choices), groups.get(group), met));
      met.add(met.remove(0));
    }
  }

  /** Steps of one size in the direction that one block gives. */
  private void integrate() {
    ElementBlock block = block();
    long choices = random.nextLong();
    int group = random.nextInt(groups.size());
    int times = 1 + random.nextInt(3);
    List<Traced> met = met();
    Traced step = parameters.get(random.nextInt(parameters.size()));
    List<Traced> start = groups.get(group);
    for (int time = 0; time < times && tracer.equations() < size; time++) {
      List<Traced> slope =
          block.trace(tracer, new SplittableRandom(choices), groups.get(group), met);
      List<Traced> next = new ArrayList<>(start);
      for (int index = 0; index < Math.min(start.size(), slope.size()); index++) {
        next.set(index, tracer.add(start.get(index), tracer.mul(step, slope.get(index))));
      }
      replace(group, next);
      if (random.nextBoolean()) {
        start = groups.get(group);
      }
    }
  }

  /** Element by element, perhaps as a mean of both with common weights. */
  private void combine() {
    int left = random.nextInt(groups.size());
    int right = random.nextInt(groups.size());
    List<Traced> met = groups.get(right);
    boolean weighted = random.nextInt(3) == 0;
    Traced weight = weighted ? tracer.unary("logistic", met.get(0)) : null;
    List<Traced> next = new ArrayList<>();
    for (int index = 0; index < groups.get(left).size(); index++) {
      Traced one = groups.get(left).get(index);
      Traced other = left == right ? parameterLike(index) : met.get(index % met.size());
      next.add(
          weighted
              ? tracer.add(other, tracer.mul(weight, tracer.sub(one, other)))
              : tracer.binary(elementary(), one, other));
    }
    replace(left, next);
  }

  /** What lies along an axis meets in a sum or maximum, which then goes into all of it. */
  private void meet() {
    List<Traced> group = groups.get(random.nextInt(groups.size()));
    Traced value = group.get(random.nextInt(group.size()));
    int rank = value.shape().rank();
    if (rank == 0) {
      advance();
      return;
    }
    int axis = random.nextInt(rank);
    Traced folded =
        random.nextInt(4) == 0
            ? TensorOperations.max(tracer, value, axis)
            : TensorOperations.sum(tracer, value, axis);
    Traced common = rank == 1 ? folded : TensorOperations.expand(tracer, folded, axis);
    List<Traced> next = new ArrayList<>();
    for (Traced element : group) {
      next.add(tracer.binary(elementary(), element, common));
    }
    replace(groups.indexOf(group), next);
  }

  private Traced parameterLike(int index) {
    return parameters.get(index % parameters.size());
  }

  private String elementary() {
    return List.of("add", "sub", "mul", "mul").get(random.nextInt(4));
  }

  private ElementBlock block() {
    return ElementBlock.values()[random.nextInt(ElementBlock.values().length)];
  }

  /** Returns what a group meets: parameters, or another group. */
  private List<Traced> met() {
    if (groups.size() > 1 && random.nextInt(3) == 0) {
      return groups.get(random.nextInt(groups.size()));
    }
    int first = random.nextInt(parameters.size());
    List<Traced> met = new ArrayList<>(parameters.subList(first, parameters.size()));
    met.addAll(parameters.subList(0, first));
    return met;
  }

  private void replace(int group, List<Traced> next) {
    if (random.nextInt(4) == 0) {
      parameters.add(groups.get(group).get(random.nextInt(groups.get(group).size())));
    }
    if (random.nextInt(8) == 0) {
      parameters.add(tracer.input(shape(), Sign.POSITIVE));
    }
    while (parameters.size() > MOST_PARAMETERS) {
      parameters.remove(0);
    }
    groups.set(group, List.copyOf(next.subList(0, Math.min(next.size(), LARGEST_GROUP))));
  }
}
