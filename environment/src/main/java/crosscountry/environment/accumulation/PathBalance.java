package crosscountry.environment.accumulation;

/**
 * Multiplies the partials of a linearization by powers of two so that no order of elimination
 * overflows, and none underflows where it matters, whatever the finite partials are.
 *
 * <p>The weight W of an input is 1, and that of every other vertex the sum of |partial| * W(tail)
 * over its edges, or 1 where that is 0. If P(v, w) is the sum of the sizes of the products along
 * all paths from v to w, then P(v, w) * W(v) <= W(w), by induction over w. An edge is given the
 * partial partial * 2^(s(tail) - s(head)), where s is the exponent of the weight. Along a path
 * these powers cancel but for those at its ends, so P(v, w) becomes P(v, w) * 2^(s(v) - s(w)) < 2.
 * It bounds everything that elimination can put on an edge from v to w. So
 *
 * <ul>
 *   <li>nothing overflows;
 *   <li>a product that underflows is wrong by less than 2^-1074, and later factors make less than
 *       four times that of it: an error only for entries that are tiny beside the weight of their
 *       row;
 *   <li>every entry of the Jacobian is multiplied by a power of two that depends on its row only,
 *       the same along every order and in forward accumulation, so that relative errors stay.
 * </ul>
 */
final class PathBalance {

  /** Below the exponent of every term, yet far from where integers wrap around. */
  private static final int NOTHING = -(1 << 30);

  private final Linearization<Double> linearization;
  private final int[] exponents;

  /** The weights without their powers of two, at least 1 and less than 2. */
  private final double[] significands;

  private PathBalance(Linearization<Double> linearization) {
    this.linearization = linearization;
    this.exponents = new int[linearization.graph().vertices()];
    this.significands = new double[exponents.length];
    for (int head = 0; head < exponents.length; head++) {
      weigh(head);
    }
  }

  /** Returns the linearization with balanced partials; those that are not numbers remain so. */
  static Linearization<Double> of(Linearization<Double> linearization) {
    PathBalance balance = new PathBalance(linearization);
    return linearization.with(
        (head, edge) ->
            Math.scalb(
                linearization.partial(head, edge),
                balance.exponents[linearization.tail(head, edge)] - balance.exponents[head]));
  }

  private void weigh(int head) {
    int greatest = NOTHING;
    for (int edge = 0; edge < linearization.inDegree(head); edge++) {
      greatest = Math.max(greatest, exponent(head, edge));
    }
    // Relative to the greatest term, so that neither it nor the sum can overflow.
    double sum = 0;
    for (int edge = 0; edge < linearization.inDegree(head); edge++) {
      int tail = linearization.tail(head, edge);
      double size = Math.abs(linearization.partial(head, edge));
      sum += Math.scalb(size, exponents[tail] - greatest) * significands[tail];
    }
    boolean weightless = !(sum > 0);
    exponents[head] = weightless ? 0 : greatest + Math.getExponent(sum);
    significands[head] = weightless ? 1 : Math.scalb(sum, -Math.getExponent(sum));
  }

  /** Returns the exponent of an edge's term but for what its significands contribute. */
  private int exponent(int head, int edge) {
    double partial = linearization.partial(head, edge);
    return partial == 0
        ? NOTHING
        : Math.getExponent(partial) + exponents[linearization.tail(head, edge)];
  }
}
