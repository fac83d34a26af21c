package crosscountry.datasets.tables;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Rows of a file that another file holds, too, and that are to be counted there.
 *
 * @param file the file
 * @param first number of the first of them, counted from 0 as Spark's {@code _metadata.row_index}
 * @param end number of the first row that is none of them any more
 */
public record SurplusRows(URI file, long first, long end) {

  /**
   * Returns those of a compacted file.
   *
   * @param appends what it holds, in the order of its rows
   * @param counted the appends of the whole table, where each is to be counted
   */
  static List<SurplusRows> of(URI file, List<StoredAppend> appends, Set<StoredAppend> counted) {
    List<SurplusRows> surplus = new ArrayList<>();
    long end = 0;
    for (StoredAppend append : appends) {
      if (!counted.contains(append)) {
        boolean goesOn = !surplus.isEmpty() && append.first() == end;
        long first = goesOn ? surplus.remove(surplus.size() - 1).first() : append.first();
        end = append.end();
        surplus.add(new SurplusRows(file, first, end));
      }
    }
    return surplus;
  }
}
