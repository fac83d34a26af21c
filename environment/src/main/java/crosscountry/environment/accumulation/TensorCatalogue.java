package crosscountry.environment.accumulation;

import java.util.List;

/** Finds the function of tensors behind an equation by the name of its primitive. */
final class TensorCatalogue {

  private TensorCatalogue() {}

  /**
   * Returns the function that an equation computes.
   *
   * @throws UnsupportedPrimitiveException if the primitive is unknown, or its parameters do not fit
   *     the shapes
   */
  static TensorFunction of(TensorEquation equation) {
    try {
      return function(equation);
    } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException misfit) {
      throw equation.unsupported("whose parameters do not fit the shapes: " + misfit.getMessage());
    }
  }

  private static TensorFunction function(TensorEquation equation) {
    return switch (equation.equation().primitive()) {
      case "dot_general" ->
          Contraction.dot(
              equation.shape(),
              equation.operand(),
              equation.operands().get(1),
              equation.equation().numbers("dimension_numbers"));
      case "conv_general_dilated" -> convolution(equation);
      case "reduce_sum" -> reduction(Fold.SUM, equation);
      case "reduce_prod" -> reduction(Fold.PRODUCT, equation);
      case "reduce_max" -> reduction(Fold.GREATEST, equation);
      case "reduce_min" -> reduction(Fold.LEAST, equation);
      case "cumsum" -> cumulation(Fold.SUM, equation);
      case "cumprod" -> cumulation(Fold.PRODUCT, equation);
      case "cummax" -> cumulation(Fold.GREATEST, equation);
      case "cummin" -> cumulation(Fold.LEAST, equation);
      case "cumlogsumexp" -> cumulation(Fold.LOG_SUM_EXP, equation);
      case "iota" -> FixedTensor.coordinates(equation.shape(), equation.integer("dimension"));
      case "transpose" -> RearrangementCatalogue.transposition(equation);
      case "broadcast_in_dim" -> RearrangementCatalogue.broadcast(equation);
      case "reshape", "squeeze", "expand_dims" -> RearrangementCatalogue.reshaping(equation);
      case "slice" -> RearrangementCatalogue.slice(equation);
      case "dynamic_slice" -> RearrangementCatalogue.dynamicSlice(equation);
      case "dynamic_update_slice" -> RearrangementCatalogue.dynamicUpdateSlice(equation);
      case "concatenate" -> RearrangementCatalogue.concatenation(equation);
      case "pad" -> RearrangementCatalogue.padding(equation);
      case "rev" -> RearrangementCatalogue.reversal(equation);
      default ->
          new BroadcastElemental(
              ElementalCatalogue.of(equation.equation(), equation.number()),
              equation.shape(),
              equation.operands());
    };
  }

  private static TensorFunction reduction(Fold fold, TensorEquation equation) {
    return Aggregation.over(fold, equation.list("axes"), equation.shape(), equation.operand());
  }

  private static TensorFunction cumulation(Fold fold, TensorEquation equation) {
    boolean reverse = "True".equals(equation.equation().parameters().get("reverse"));
    return Aggregation.along(
        fold,
        equation.integer("axis"),
        reverse ? Aggregation.Direction.BACKWARD : Aggregation.Direction.FORWARD,
        equation.shape());
  }

  private static TensorFunction convolution(TensorEquation equation) {
    int space = equation.operand().rank() - 2;
    for (String groups : List.of("feature_group_count", "batch_group_count")) {
      if (equation.listOrOnes(groups, space).stream().anyMatch(number -> number != 1)) {
        throw equation.unsupported("whose %s is not one".formatted(groups));
      }
    }
    Window window =
        new Window(
            equation.listOrOnes("window_strides", space),
            equation.equation().numbers("padding").stream().map(pair -> pair.get(0)).toList(),
            equation.listOrOnes("lhs_dilation", space),
            equation.listOrOnes("rhs_dilation", space));
    return Contraction.convolution(
        equation.shape(),
        new Convolution(
            equation.shape(),
            equation.operand(),
            equation.operands().get(1),
            equation.equation().numbers("dimension_numbers"),
            window));
  }
}
