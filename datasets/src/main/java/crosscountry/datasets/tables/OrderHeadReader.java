package crosscountry.datasets.tables;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;

/**
 * Reads the heads of one file column by column, with neither the orders themselves nor any row
 * being made.
 */
final class OrderHeadReader {

  private final List<StoredAppend> places;
  private final OrderFilter filter;

  /**
   * Creates a reader of one file.
   *
   * @param places the appends of the file whose heads are wanted, by their first row
   * @param filter what may be left out, where that saves reading it
   */
  OrderHeadReader(List<StoredAppend> places, OrderFilter filter) {
    this.places = places;
    this.filter = filter;
  }

  /**
   * Hands the heads to an action in the order of their rows; each is good only until the next.
   *
   * @throws IOException if the file cannot be read
   * @throws RuntimeException of any type if what is in it is not sound
   */
  void read(WarehouseFolder folder, Path file, Consumer<OrderHead> action) throws IOException {
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
              all.getName(),
              HeadCursor.COLUMNS.stream().map(column -> all.getType(column.name())).toList());
      reader.setRequestedSchema(narrow);
      String writer = reader.getFileMetaData().getCreatedBy();
      for (PageReadStore pages = reader.readNextRowGroup();
          pages != null;
          pages = reader.readNextRowGroup()) {
        HeadCursor head = new HeadCursor(places, pages, narrow, writer);
        while (head.next()) {
          action.accept(head);
        }
      }
    }
  }
}
