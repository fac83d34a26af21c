package crosscountry.jobs.selfplay;

import java.io.Serializable;

/**
 * Which games a task plays, in this order.
 *
 * @param evaluated games in which the policy takes its best move each time: they show how well the
 *     network plays, and find orders that exploration would miss by a move
 * @param searched games whose moves are chosen by search
 * @param sampled games whose moves are drawn from the policy
 * @param temperature how freely they are drawn
 * @param kept how many of the sampled games are kept: the first one, which tells what the policy is
 *     worth, and the cheapest of the others; at least 2
 */
public record GameMix(int evaluated, int searched, int sampled, double temperature, int kept)
    implements Serializable {

  /** Returns the number of games. */
  public int games() {
    return evaluated + searched + sampled;
  }
}
