package crosscountry.environment.accumulation;

import java.util.List;

/**
 * A function of tensors of fixed shapes that one equation computes, with its partial derivatives.
 *
 * <p>As with {@link ElementalFunction}, nothing here throws on operands outside the domain.
 */
sealed interface TensorFunction
    permits BroadcastElemental, Rearrangement, Contraction, Aggregation, FixedTensor {

  /** Returns the value. */
  Tensor value(List<Tensor> operands);

  /**
   * Adds the partial derivatives with respect to the elements of one operand.
   *
   * @param operands value of each operand
   * @param value the function's value there, which many derivatives can reuse
   * @param position 0-based position of the operand
   * @param to where to add, [elements of the value][elements of the operand]
   */
  void addPartials(List<Tensor> operands, Tensor value, int position, PartialSink to);
}
