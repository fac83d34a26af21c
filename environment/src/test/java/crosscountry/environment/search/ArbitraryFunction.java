package crosscountry.environment.search;

import crosscountry.environment.game.EncodedPosition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Judges arbitrarily, but always the same way, and remembers which positions it has seen. */
final class ArbitraryFunction implements PolicyValueFunction {

  private final List<Set<Integer>> positions = new ArrayList<>();

  @Override
  public void evaluate(EncodedPosition position, Judgement judgement) {
    Set<Integer> live = new TreeSet<>();
    Arrays.stream(position.vertices(), 0, position.live()).forEach(live::add);
    positions.add(live);
    Random random = new Random(live.hashCode());
    for (int row = 0; row < position.live(); row++) {
      judgement.logits()[row] = logit(position.vertices()[row]);
      judgement.excess()[row] = random.nextFloat();
    }
  }

  /** Returns the logit of a vertex, which is the same in all positions. */
  static float logit(int vertex) {
    return 2 * new Random(31L * vertex).nextFloat();
  }

  /** Returns the live vertices of each position that was judged, in order. */
  List<Set<Integer>> positions() {
    return positions;
  }
}
