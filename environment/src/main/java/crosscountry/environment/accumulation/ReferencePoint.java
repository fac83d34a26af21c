package crosscountry.environment.accumulation;

import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Program;
import crosscountry.environment.linearization.CostModel;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A point at which a function of scalars is regular, with its value, and its Jacobian by forward
 * accumulation: what other code for them is compared with.
 *
 * @param inputs the point, [inputs]
 * @param outputs the value, [outputs]
 * @param jacobian the Jacobian, [outputs][inputs]
 * @param scale for each entry, what it would be if nothing cancelled, to which rounding errors are
 *     proportional, [outputs][inputs]
 */
public record ReferencePoint(
    List<Double> inputs,
    List<Double> outputs,
    List<List<Double>> jacobian,
    List<List<Double>> scale) {

  /** Copies the lists. */
  public ReferencePoint {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    jacobian = jacobian.stream().map(List::copyOf).toList();
    scale = scale.stream().map(List::copyOf).toList();
  }

  /**
   * Looks for random points.
   *
   * @param program a function of scalars
   * @param wanted number of points after which to stop
   * @param seed determines the points
   * @return the points that were found; none if the function is regular nowhere
   * @throws UnsupportedPrimitiveException if an equation is no known function of scalars
   */
  public static List<ReferencePoint> find(Program program, int wanted, long seed) {
    ComputationalGraph graph = CostModel.PRINCIPLE.linearize(program);
    return RegularPoints.find(
            new Recording(new ProgramLinearizer(program, graph)),
            wanted,
            new SplittableRandom(seed))
        .linearizations();
  }

  /**
   * Returns the greatest error of any entry relative to its scale, infinite if one is not a number.
   *
   * @param byRows the Jacobian to compare, [outputs * inputs]
   */
  public double greatestRelativeError(double[] byRows) {
    double greatest = 0;
    for (int row = 0; row < jacobian.size(); row++) {
      for (int column = 0; column < inputs.size(); column++) {
        double error =
            RelativeError.of(
                byRows[row * inputs.size() + column],
                jacobian.get(row).get(column),
                scale.get(row).get(column));
        greatest = Math.max(greatest, error);
      }
    }
    return greatest;
  }

  /**
   * Returns the greatest error of any output, infinite if one is not a number where the reference
   * is. It is relative to the output's own size or, if that is greater, to what errors of inputs of
   * this relative size would make of it if nothing cancelled.
   *
   * @param found the value to compare, [outputs]
   */
  public double greatestRelativeErrorOfOutputs(double[] found) {
    double greatest = 0;
    for (int row = 0; row < outputs.size(); row++) {
      if (Double.compare(found[row], outputs.get(row)) != 0) {
        greatest =
            Math.max(greatest, RelativeError.of(found[row], outputs.get(row), outputScale(row)));
      }
    }
    return greatest;
  }

  /** Returns for an output to what its error is relative. */
  public double outputScale(int row) {
    double moved = 0;
    for (int column = 0; column < inputs.size(); column++) {
      moved += scale.get(row).get(column) * Math.abs(inputs.get(column));
    }
    return Math.max(Math.abs(outputs.get(row)), moved);
  }

  /** Returns the point as an array, [inputs]. */
  public double[] coordinates() {
    return inputs.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Keeps the point of the last evaluation. */
  private static final class Recording implements PointEvaluation<ReferencePoint> {

    private final ProgramLinearizer evaluation;
    private List<Double> point = List.of();

    Recording(ProgramLinearizer evaluation) {
      this.evaluation = evaluation;
    }

    @Override
    public int coordinates() {
      return evaluation.coordinates();
    }

    @Override
    public int equations() {
      return evaluation.equations();
    }

    @Override
    public int evaluate(double[] point) {
      this.point = Arrays.stream(point).boxed().toList();
      return evaluation.evaluate(point);
    }

    @Override
    public long effort() {
      return evaluation.effort();
    }

    @Override
    public ReferencePoint linearization() {
      Linearization<Double> at = evaluation.linearization();
      return new ReferencePoint(
          point,
          evaluation.outputs(),
          ForwardAccumulation.jacobian(at),
          ForwardAccumulation.scale(at));
    }
  }
}
