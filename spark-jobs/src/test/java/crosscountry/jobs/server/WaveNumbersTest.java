package crosscountry.jobs.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class WaveNumbersTest {

  @Test
  void gapsOfAnEarlierAttemptAreFilledFirst() {
    WaveNumbers waves = new WaveNumbers(Set.of(0, 1, 3, 6));
    assertThat(waves.open()).containsExactly(2, 4, 5);
    assertThat(List.of(waves.take(), waves.take(), waves.take(), waves.take()))
        .containsExactly(2, 4, 5, 7);
    waves.finish(4);
    assertThat(waves.open()).containsExactly(2, 5, 7);
    assertThat(waves.untouched()).isEqualTo(8);
  }

  @Test
  void aWaveThatWasCutShortComesAgain() {
    WaveNumbers waves = new WaveNumbers(Set.of());
    waves.take();
    waves.take();
    waves.giveBack(0);
    assertThat(waves.next()).isZero();
    assertThat(waves.take()).isZero();
    assertThat(waves.take()).isEqualTo(2);
  }

  @Property(tries = 200)
  void everyNumberIsGivenOnce(
      @ForAll @Size(max = 20) Set<@IntRange(max = 30) Integer> finished,
      @ForAll @IntRange(min = 31, max = 60) int end) {
    WaveNumbers waves = new WaveNumbers(finished);
    List<Integer> taken = new ArrayList<>();
    while (waves.next() < end) {
      taken.add(waves.take());
    }
    assertThat(taken).doesNotHaveDuplicates().noneMatch(finished::contains).isSorted();
    TreeSet<Integer> all = new TreeSet<>(taken);
    all.addAll(finished);
    assertThat(all).hasSize(end);
    taken.forEach(waves::finish);
    assertThat(waves.open()).isEmpty();
  }
}
