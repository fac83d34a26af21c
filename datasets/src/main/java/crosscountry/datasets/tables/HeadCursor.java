package crosscountry.datasets.tables;

import java.time.Instant;
import java.util.List;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.MessageType;

/**
 * The heads of a part of a file, one after the other; only columns that are asked for are decoded.
 */
final class HeadCursor extends GroupConverter implements OrderHead {

  /** The columns of a head, in the order of the fields below. */
  static final List<Column<OrderRow, ?>> COLUMNS =
      List.of(
          OrderSchema.GRAPH,
          OrderSchema.GRAPH_FINGERPRINT,
          OrderSchema.COST_MODEL,
          OrderSchema.MULTIPLICATIONS,
          OrderSchema.LOWER_BOUND,
          OrderSchema.METHOD,
          OrderSchema.RUN_ID,
          OrderSchema.DISCOVERED_AT,
          OrderSchema.VERIFIED);

  private final List<StoredAppend> places;
  private final long first;
  private final int rows;
  private final HeadColumn[] columns;
  private int row = -1;
  private int place;

  /**
   * Creates a cursor before the first head.
   *
   * @param places the appends whose rows are wanted, by their first row
   * @param pages the part of the file
   * @param schema the columns of a head
   * @param writer what wrote the file
   */
  HeadCursor(List<StoredAppend> places, PageReadStore pages, MessageType schema, String writer) {
    this.places = places;
    this.first = pages.getRowIndexOffset().orElseThrow();
    this.rows = Math.toIntExact(pages.getRowCount());
    ColumnReadStoreImpl store = new ColumnReadStoreImpl(pages, this, schema, writer);
    this.columns =
        schema.getColumns().stream()
            .map(column -> new HeadColumn(() -> store.getColumnReader(column), rows))
            .toArray(HeadColumn[]::new);
  }

  /** Goes to the next head and tells whether there is one. */
  boolean next() {
    row++;
    while (place < places.size() && places.get(place).end() <= first + row) {
      place++;
    }
    if (place == places.size()) {
      return false;
    }
    row = Math.toIntExact(Math.max(row, Math.min(rows, places.get(place).first() - first)));
    return row < rows;
  }

  @Override
  public FileKey append() {
    return places.get(place).key();
  }

  @Override
  public long number() {
    return first + row - places.get(place).first();
  }

  @Override
  public String graph() {
    return columns[0].text(row);
  }

  @Override
  public String graphFingerprint() {
    return columns[1].text(row);
  }

  @Override
  public String costModel() {
    return columns[2].text(row);
  }

  @Override
  public long multiplications() {
    return columns[3].number(row);
  }

  @Override
  public long lowerBound() {
    return columns[4].number(row);
  }

  @Override
  public String method() {
    return columns[5].text(row);
  }

  @Override
  public String runId() {
    return columns[6].text(row);
  }

  @Override
  public Instant discoveredAt() {
    return Micros.toInstant(columns[7].number(row));
  }

  @Override
  public boolean verified() {
    return columns[8].number(row) != 0;
  }

  @Override
  public Converter getConverter(int field) {
    return columns[field];
  }

  @Override
  public void start() {
    // columns are read one by one, not row by row
  }

  @Override
  public void end() {
    // as above
  }
}
