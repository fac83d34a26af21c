package crosscountry.environment.game;

/** Whether a game begins with what can be eliminated at no loss. */
public enum Reductions {
  /** All that {@link crosscountry.environment.reduction.Opening} allows is eliminated first. */
  APPLIED,
  /** Every eliminable vertex is a move. */
  LEFT_OUT
}
