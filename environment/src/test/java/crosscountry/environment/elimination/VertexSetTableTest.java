package crosscountry.environment.elimination;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class VertexSetTableTest {

  private static final int WORDS = 3;

  /** A set of three words, drawn from few enough that equal ones are common. */
  private static long[] set(int drawn) {
    return new long[] {drawn % 7, 0, -(long) (drawn % 11)};
  }

  @Property
  void numbersSetsAsAMapDoes(
      @ForAll @Size(max = 300) List<@IntRange(max = 200) Integer> drawn,
      @ForAll @IntRange(min = 1, max = 40) int capacity,
      @ForAll @IntRange(min = 1, max = 20) int hashes) {
    VertexSetTable table = new VertexSetTable(WORDS, capacity);
    Map<BitSet, Integer> numbers = new HashMap<>();
    for (int number : drawn) {
      long[] set = set(number);
      BitSet key = BitSet.valueOf(set);
      long hash = Math.floorMod(key.hashCode(), hashes);
      int known = numbers.getOrDefault(key, -1);

      assertThat(table.find(set, 0, hash)).isEqualTo(known);
      numbers.putIfAbsent(key, numbers.size());
      assertThat(table.add(set, 0, hash)).isEqualTo(numbers.get(key));
      assertThat(table.size()).isEqualTo(numbers.size());
    }
    numbers.forEach(
        (key, number) -> {
          long[] copied = new long[WORDS];
          table.copyTo(number, copied, 0);
          assertThat(BitSet.valueOf(copied)).isEqualTo(key);
          assertThat(table.hash(number)).isEqualTo(Math.floorMod(key.hashCode(), hashes));
        });
  }

  @Property
  void numbersAnewWhatItRetains(
      @ForAll @Size(max = 200) List<@IntRange(max = 200) Integer> drawn,
      @ForAll @IntRange(min = 1, max = 5) int kept) {
    VertexSetTable table = new VertexSetTable(WORDS, 1);
    List<long[]> sets = new ArrayList<>();
    for (int number : drawn) {
      if (table.add(set(number), 0, number % 7) == sets.size()) {
        sets.add(set(number));
      }
    }

    table.retain(number -> number % kept == 0);

    int next = 0;
    for (int number = 0; number < sets.size(); number++) {
      long[] set = sets.get(number);
      assertThat(table.find(set, 0, set[0])).isEqualTo(number % kept == 0 ? next++ : -1);
    }
    assertThat(table.size()).isEqualTo(next);
  }

  @Test
  void readsASetFromAnywhereInAnArray() {
    VertexSetTable table = new VertexSetTable(2, 4);

    assertThat(table.add(new long[] {9, 1, 2, 9}, 1, 5)).isZero();
    assertThat(table.find(new long[] {1, 2}, 0, 5)).isZero();
    assertThat(table.find(new long[] {2, 1}, 0, 5)).isEqualTo(-1);
  }

  @Test
  void isEmptyAfterClearing() {
    VertexSetTable table = new VertexSetTable(1, 4);
    table.add(new long[] {1}, 0, 1);

    table.clear();

    assertThat(table.size()).isZero();
    assertThat(table.find(new long[] {1}, 0, 1)).isEqualTo(-1);
  }

  @Test
  void knowsTheEmptySetOfAGraphWithoutVertices() {
    VertexSetTable table = new VertexSetTable(0, 1);

    assertThat(table.add(new long[0], 0, 0)).isZero();
    assertThat(table.add(new long[0], 0, 0)).isZero();
    assertThat(table.size()).isEqualTo(1);
  }
}
