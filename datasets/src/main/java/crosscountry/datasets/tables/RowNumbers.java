package crosscountry.datasets.tables;

import java.util.BitSet;
import java.util.Collection;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.filter.RecordFilter;
import org.apache.parquet.filter.UnboundRecordFilter;

/**
 * Lets Parquet make only some of the rows that it reads from a file, and pass over the values of
 * the others. Their pages are read nevertheless, so that damage in them is found.
 */
final class RowNumbers implements UnboundRecordFilter, RecordFilter {

  private final BitSet wanted = new BitSet();
  private int next;

  /** Creates a filter for one pass; rows are counted from 0 where it begins. */
  RowNumbers(Collection<Long> numbers) {
    numbers.forEach(number -> wanted.set(Math.toIntExact(number)));
  }

  // One filter serves all parts of the file, so that rows are counted on from part to part.
  @Override
  public RecordFilter bind(Iterable<ColumnReader> columns) {
    return this;
  }

  @Override
  public boolean isMatch() {
    return wanted.get(next++);
  }
}
