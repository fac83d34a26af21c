package crosscountry.environment.search;

/**
 * What a policy-value function says of a position, one entry per live vertex, in the order of the
 * position's rows. Reused between calls.
 */
public final class Judgement {

  private final float[] logits;
  private final float[] excess;

  /** Creates room for positions with at most the given number of live vertices. */
  public Judgement(int capacity) {
    this.logits = new float[capacity];
    this.excess = new float[capacity];
  }

  /** Returns the unnormalised log-probabilities of eliminating each live vertex next, [live]. */
  public float[] logits() {
    return logits;
  }

  /**
   * Returns what each live vertex is expected to cost above its cut bound when its turn comes, in
   * units of {@link crosscountry.environment.game.EncodedPosition#costUnit}, [live]. Their sum is
   * the value of the position.
   */
  public float[] excess() {
    return excess;
  }

  /**
   * Returns what the whole position is expected to cost above the cut bounds, in the same units.
   * Never negative, because no order costs less than the bounds.
   *
   * @param live number of live vertices of the position
   */
  public float totalExcess(int live) {
    float total = 0;
    for (int row = 0; row < live; row++) {
      total += excess[row];
    }
    return Math.max(0, total);
  }
}
