package crosscountry.environment.game;

import java.io.Serializable;
import java.util.Arrays;

/**
 * For each row of a position the rows of its live neighbours in one direction, ascending. The lists
 * lie one after the other in one array: that of a row begins at {@code start[row]} and ends before
 * {@code start[row + 1]}. Grows when needed and is reused, so that listing allocates nothing once
 * it is warm.
 */
public final class NeighbourLists implements Serializable {

  private int[] start = new int[1];
  private int[] rows = {};
  private int lists;
  private int length;

  /** Creates no list at all. */
  NeighbourLists() {}

  /** Returns the number of lists, which is that of rows. */
  public int lists() {
    return lists;
  }

  /** Returns the number of neighbours in all lists together. */
  public int length() {
    return length;
  }

  /** Returns where each list begins, [lists + 1]; what lies beyond holds nothing. */
  public int[] start() {
    return start;
  }

  /** Returns the neighbours, list after list, [length]; what lies beyond holds nothing. */
  public int[] rows() {
    return rows;
  }

  void clear() {
    lists = 0;
    length = 0;
  }

  /** Adds a neighbour to the list that has not ended yet. */
  void add(int row) {
    if (length == rows.length) {
      rows = Arrays.copyOf(rows, Math.max(64, 2 * length));
    }
    rows[length++] = row;
  }

  /** Ends a list and begins that of the next row. */
  void endList() {
    lists++;
    if (lists == start.length) {
      start = Arrays.copyOf(start, 2 * lists);
    }
    start[lists] = length;
  }

  NeighbourLists copy() {
    NeighbourLists copy = new NeighbourLists();
    copy.start = Arrays.copyOf(start, lists + 1);
    copy.rows = Arrays.copyOf(rows, length);
    copy.lists = lists;
    copy.length = length;
    return copy;
  }
}
