package crosscountry.datasets.tables;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.MessageType;

/**
 * Reads the heads of one file column by column, with neither the orders themselves nor any row
 * being made.
 */
final class OrderHeadReader {

  private static final List<Column<OrderRow, ?>> COLUMNS =
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

  private final FileKey key;
  private final OrderFilter filter;
  private final Predicate<? super OrderHead> wanted;

  /**
   * Creates a reader of one file.
   *
   * @param filter what is left out, unread where possible
   * @param wanted tells of the heads that pass the filter which to keep
   */
  OrderHeadReader(FileKey key, OrderFilter filter, Predicate<? super OrderHead> wanted) {
    this.key = key;
    this.filter = filter;
    this.wanted = wanted;
  }

  /**
   * Returns the heads in the order of their rows.
   *
   * @throws IOException if the file cannot be read
   * @throws RuntimeException of any type if what is in it is not sound
   */
  List<OrderHead> read(WarehouseFolder folder, Path file) throws IOException {
    ParquetReadOptions.Builder options =
        HadoopReadOptions.builder(folder.configuration())
            .usePageChecksumVerification()
            .useColumnIndexFilter(false);
    filter
        .pushedDown()
        .ifPresent(condition -> options.withRecordFilter(FilterCompat.get(condition)));
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(file, folder.configuration()), options.build())) {
      MessageType all = reader.getFileMetaData().getSchema();
      OrderSchema.SCHEMA.columnsIn(all);
      MessageType narrow =
          new MessageType(
              all.getName(), COLUMNS.stream().map(column -> all.getType(column.name())).toList());
      reader.setRequestedSchema(narrow);
      List<OrderHead> heads = new ArrayList<>();
      String writer = reader.getFileMetaData().getCreatedBy();
      for (PageReadStore pages = reader.readNextRowGroup();
          pages != null;
          pages = reader.readNextRowGroup()) {
        addHeads(pages, narrow, writer, heads);
      }
      return heads;
    }
  }

  private void addHeads(
      PageReadStore pages, MessageType schema, String writer, List<OrderHead> heads) {
    HeadCells cells = new HeadCells(schema);
    ColumnReadStoreImpl store = new ColumnReadStoreImpl(pages, cells, schema, writer);
    List<ColumnReader> columns = schema.getColumns().stream().map(store::getColumnReader).toList();
    long first = pages.getRowIndexOffset().orElseThrow();
    for (long row = 0; row < pages.getRowCount(); row++) {
      columns.forEach(OrderHeadReader::readCell);
      OrderHead head = head(first + row, cells);
      if (filter.test(head) && wanted.test(head)) {
        heads.add(head);
      }
    }
  }

  private static void readCell(ColumnReader column) {
    if (column.getCurrentDefinitionLevel() < column.getDescriptor().getMaxDefinitionLevel()) {
      throw new ParquetDecodingException(
          "column %s is null in a row".formatted(column.getDescriptor().getPath()[0]));
    }
    column.writeCurrentValueToConverter();
    column.consume();
  }

  private OrderHead head(long number, HeadCells cells) {
    return new OrderHead(
        key,
        number,
        cells.text(0),
        cells.text(1),
        cells.text(2),
        cells.number(3),
        cells.number(4),
        cells.text(5),
        cells.text(6),
        Micros.toInstant(cells.number(7)),
        cells.number(8) != 0);
  }
}
