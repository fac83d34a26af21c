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
}
