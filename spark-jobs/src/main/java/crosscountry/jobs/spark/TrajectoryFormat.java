package crosscountry.jobs.spark;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import crosscountry.environment.game.Trajectory;
import java.util.Arrays;

/**
 * A game as bytes: how many steps there are; how many of them, from the first on, are those of the
 * game before; vertices and costs of the others; values; policies; and positions judged.
 *
 * <p>Games of one graph begin with the same opening, so what they share is more than chance. Values
 * are 0 in the opening, and games that nobody searched have no policies: where a game begins with
 * such steps, they are counted and not sent. Costs are sent although they follow from the order:
 * they take a byte or two each, and the driver, which all executors share, would have to replay the
 * game.
 */
final class TrajectoryFormat {

  /** Stands before the first game, which shares nothing with it. */
  static final Trajectory NO_GAME =
      new Trajectory(new int[0], new int[0], new int[0][], new float[0][], new float[0], 0);

  private static final int[] NO_MOVES = {};
  private static final float[] NO_POLICY = {};

  private TrajectoryFormat() {}

  /**
   * Writes a game.
   *
   * @param before the game that was written before it, or {@link #NO_GAME}
   * @throws IllegalArgumentException if the game does not say the same of all its steps
   */
  static void put(Output body, Trajectory game, Trajectory before) {
    int steps = game.steps();
    requireSameLength(steps, game.costs().length);
    requireSameLength(steps, game.rootValues().length);
    requireSameLength(steps, game.policyMoves().length);
    requireSameLength(steps, game.policy().length);
    body.writeVarInt(steps, true);
    int shared =
        Math.min(shared(game.vertices(), before.vertices()), shared(game.costs(), before.costs()));
    body.writeVarInt(shared, true);
    for (int step = shared; step < steps; step++) {
      body.writeVarInt(game.vertices()[step], true);
    }
    for (int step = shared; step < steps; step++) {
      body.writeVarInt(game.costs()[step], true);
    }
    putValues(body, game.rootValues());
    putPolicies(body, game.policyMoves(), game.policy());
    body.writeVarLong(game.evaluations(), true);
  }

  /**
   * Reads a game.
   *
   * @param before the game that was read before it, or {@link #NO_GAME}
   */
  static Trajectory take(Input body, Trajectory before) {
    int steps = body.readVarInt(true);
    int shared = body.readVarInt(true);
    int[] vertices = new int[steps];
    System.arraycopy(before.vertices(), 0, vertices, 0, shared);
    for (int step = shared; step < steps; step++) {
      vertices[step] = body.readVarInt(true);
    }
    int[] costs = new int[steps];
    System.arraycopy(before.costs(), 0, costs, 0, shared);
    for (int step = shared; step < steps; step++) {
      costs[step] = body.readVarInt(true);
    }
    float[] values = new float[steps];
    takeFloats(body, values, body.readVarInt(true));
    int[][] moves = new int[steps][];
    float[][] policy = new float[steps][];
    takePolicies(body, moves, policy);
    return new Trajectory(vertices, costs, moves, policy, values, body.readVarLong(true));
  }

  private static int shared(int[] game, int[] before) {
    int mismatch = Arrays.mismatch(game, before);
    return mismatch < 0 ? game.length : mismatch;
  }

  private static void putValues(Output body, float[] values) {
    int zeros = 0;
    // Bits tell 0 from -0, which == does not.
    while (zeros < values.length && Float.floatToRawIntBits(values[zeros]) == 0) {
      zeros++;
    }
    body.writeVarInt(zeros, true);
    putFloats(body, values, zeros);
  }

  private static void putPolicies(Output body, int[][] moves, float[][] policy) {
    int unsearched = 0;
    while (unsearched < moves.length
        && moves[unsearched].length == 0
        && policy[unsearched].length == 0) {
      unsearched++;
    }
    body.writeVarInt(unsearched, true);
    for (int step = unsearched; step < moves.length; step++) {
      requireSameLength(moves[step].length, policy[step].length);
      body.writeVarInt(moves[step].length, true);
      int previous = 0;
      for (int move : moves[step]) {
        body.writeVarInt(move - previous, false);
        previous = move;
      }
      putFloats(body, policy[step], 0);
    }
  }

  private static void takePolicies(Input body, int[][] moves, float[][] policy) {
    int unsearched = body.readVarInt(true);
    Arrays.fill(moves, 0, unsearched, NO_MOVES);
    Arrays.fill(policy, 0, unsearched, NO_POLICY);
    for (int step = unsearched; step < moves.length; step++) {
      int count = body.readVarInt(true);
      moves[step] = new int[count];
      int previous = 0;
      for (int move = 0; move < count; move++) {
        previous += body.readVarInt(false);
        moves[step][move] = previous;
      }
      policy[step] = new float[count];
      takeFloats(body, policy[step], 0);
    }
  }

  /** Kryo's own way loses the bits of what is not a number. */
  private static void putFloats(Output body, float[] values, int first) {
    for (int index = first; index < values.length; index++) {
      body.writeInt(Float.floatToRawIntBits(values[index]));
    }
  }

  private static void takeFloats(Input body, float[] values, int first) {
    for (int index = first; index < values.length; index++) {
      values[index] = Float.intBitsToFloat(body.readInt());
    }
  }

  private static void requireSameLength(int expected, int length) {
    if (length != expected) {
      throw new IllegalArgumentException(
          "what a game says of its steps must have %d entries, not %d".formatted(expected, length));
    }
  }
}
