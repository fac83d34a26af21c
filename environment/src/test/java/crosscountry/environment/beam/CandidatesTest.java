package crosscountry.environment.beam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CandidatesTest {

  private static void offer(Candidates candidates, long set, long excess, int parent) {
    if (candidates.accepts(excess)) {
      candidates.offer(new long[] {set}, set, excess, excess, parent, (int) set);
    }
  }

  @Property
  void keepsTheBestWithTheCheapestWayToEach(
      @ForAll @Size(max = 400) List<@IntRange(max = 8_000) Integer> drawn,
      @ForAll @IntRange(min = 1, max = 12) int width) {
    Candidates candidates = new Candidates(1, width);
    candidates.clear();
    Map<Integer, Integer> cheapest = new HashMap<>();
    for (int parent = 0; parent < drawn.size(); parent++) {
      int set = drawn.get(parent) % 80;
      int excess = drawn.get(parent) / 80;
      offer(candidates, set, excess, parent);
      cheapest.merge(set, excess, Math::min);
    }
    candidates.keepBest();

    List<Integer> kept = new ArrayList<>();
    for (int number = 0; number < candidates.size(); number++) {
      int set = candidates.move(number);
      int way = drawn.get(candidates.parent(number));
      assertThat(way % 80).isEqualTo(set);
      assertThat(way / 80).isEqualTo(cheapest.get(set));
      kept.add(way / 80);
    }
    assertThat(kept)
        .containsExactlyInAnyOrderElementsOf(
            cheapest.values().stream().sorted().limit(width).toList());
    assertThat(candidates.dropped()).isEqualTo(cheapest.size() > width);
  }

  @Test
  void mergesTwoWaysToTheSameSet() {
    Candidates candidates = new Candidates(1, 10);
    candidates.clear();
    offer(candidates, 7, 5, 0);
    offer(candidates, 7, 3, 1);
    offer(candidates, 7, 4, 2);
    candidates.keepBest();

    assertThat(candidates.size()).isEqualTo(1);
    assertThat(candidates.parent(0)).isEqualTo(1);
    assertThat(candidates.dropped()).isFalse();
  }
}
