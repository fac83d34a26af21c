package crosscountry.models.network;

import crosscountry.environment.game.NeighbourLists;
import java.util.Arrays;

/** Packs the neighbour lists of the positions of a batch as {@link RowLists} takes them. */
final class ListPacker {

  private int[] packed = {};
  private int rows;
  private int length;

  /** Forgets all lists and makes room for those of the given number of rows. */
  void reset(int newRows) {
    rows = newRows;
    length = newRows + 1;
    packed = packed.length < length ? new int[length] : packed;
    Arrays.fill(packed, 0, length, length);
  }

  /**
   * Adds the lists of a position; those of the positions before it have been added.
   *
   * @param lists neighbours by rows of the position
   * @param first row of the batch that is the position's first
   */
  void add(NeighbourLists lists, int first) {
    int begin = length;
    length += lists.length();
    if (packed.length < length) {
      packed = Arrays.copyOf(packed, Math.max(length, 2 * packed.length));
    }
    for (int entry = 0; entry < lists.length(); entry++) {
      packed[begin + entry] = first + lists.rows()[entry];
    }
    for (int row = 0; row < lists.lists(); row++) {
      packed[first + row] = begin + lists.start()[row];
    }
    Arrays.fill(packed, first + lists.lists(), rows + 1, length);
  }

  /** Returns a copy of exactly what has been packed. */
  int[] packed() {
    return Arrays.copyOf(packed, length);
  }
}
