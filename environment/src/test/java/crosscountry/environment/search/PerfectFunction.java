package crosscountry.environment.search;

import crosscountry.environment.fixture.SubsetDynamicProgram;
import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.game.VertexGame;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** Knows what a position must still cost, but not what to play: all moves are equally likely. */
final class PerfectFunction implements PolicyValueFunction {

  private final VertexGame game;
  private final SubsetDynamicProgram exact;

  PerfectFunction(VertexGame game, SubsetDynamicProgram exact) {
    this.game = game;
    this.exact = exact;
  }

  @Override
  public void evaluate(EncodedPosition position, Judgement judgement) {
    Set<Integer> live = new TreeSet<>();
    long bound = 0;
    for (int row = 0; row < position.live(); row++) {
      live.add(position.vertices()[row]);
      bound += game.bounds().bound(position.vertices()[row]);
    }
    Arrays.fill(judgement.logits(), 0);
    Arrays.fill(judgement.excess(), 0);
    judgement.excess()[0] = (float) ((exact.remaining(live) - bound) / position.costUnit());
  }
}
