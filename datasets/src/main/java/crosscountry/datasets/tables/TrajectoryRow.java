package crosscountry.datasets.tables;

import java.io.Serializable;
import java.util.List;

/**
 * One game of self-play: its order, and what the search thought on the way.
 *
 * <p>{@code moves}, {@code policy} and {@code rootValues} have one entry per position that was
 * searched.
 *
 * @param runId the run that played it
 * @param wave the wave that it was part of, counted from 0
 * @param partition the task of the wave that played it, counted from 0
 * @param game its number within the task, counted from 0
 * @param graph the name of the graph that it was played on
 * @param graphFingerprint SHA-256 of the traced program in hexadecimal
 * @param version the version of the network that played
 * @param staleness by how many versions the learner was ahead when the game arrived there, or null
 *     if that was not measured
 * @param seed the seed of the task, from which its games can be played again, one after the other
 * @param order 1-based equation numbers in order of elimination
 * @param stepMultiplications multiplications of each elimination, in the same order
 * @param moves the 1-based equation numbers that the search considered, per position
 * @param policy the probability that the search gave to each of them, in the shape of {@code moves}
 * @param rootValues the search's estimate of what each position still costs, in multiplications
 *     above the cut bounds of the vertices that are left
 * @param costModel the name of the rules by which multiplications are counted; null in rows of
 *     versions that knew only {@code principle}
 */
public record TrajectoryRow(
    String runId,
    int wave,
    int partition,
    int game,
    String graph,
    String graphFingerprint,
    long version,
    Long staleness,
    long seed,
    Ints order,
    Longs stepMultiplications,
    List<Ints> moves,
    List<Floats> policy,
    Floats rootValues,
    String costModel)
    implements Serializable {

  /**
   * Creates a row.
   *
   * @throws IllegalArgumentException if lists that go together differ in length
   */
  public TrajectoryRow {
    moves = List.copyOf(moves);
    policy = List.copyOf(policy);
    requireSameLength(
        "order", order.length(), "step_multiplications", stepMultiplications.length());
    requireSameLength("moves", moves.size(), "policy", policy.size());
    requireSameLength("moves", moves.size(), "root_values", rootValues.length());
    for (int position = 0; position < moves.size(); position++) {
      requireSameLength(
          "moves[%d]".formatted(position),
          moves.get(position).length(),
          "policy[%d]".formatted(position),
          policy.get(position).length());
    }
  }

  private static void requireSameLength(String one, int length, String other, int otherLength) {
    if (length != otherLength) {
      throw new IllegalArgumentException(
          "%s has %d entries, but %s has %d".formatted(one, length, other, otherLength));
    }
  }
}
