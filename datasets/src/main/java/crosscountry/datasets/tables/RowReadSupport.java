package crosscountry.datasets.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Reads rows of one table from a file, whatever version of the table wrote it.
 *
 * @param <R> the Java type of a row
 */
final class RowReadSupport<R> extends ReadSupport<ReadRow<R>> {

  private final TableSchema<R> schema;

  RowReadSupport(TableSchema<R> schema) {
    this.schema = schema;
  }

  @Override
  public ReadContext init(InitContext context) {
    MessageType file = context.getFileSchema();
    List<Type> fields = new ArrayList<>();
    schema.columnsIn(file).forEach(column -> fields.add(file.getType(column.name())));
    return new ReadContext(new MessageType(file.getName(), fields));
  }

  @Override
  public RecordMaterializer<ReadRow<R>> prepareForRead(
      Configuration configuration,
      Map<String, String> metadata,
      MessageType file,
      ReadContext context) {
    return new RowMaterializer<>(schema, schema.columnsIn(file));
  }

  /** Collects the cells of a row, then makes the row. */
  private static final class RowMaterializer<R> extends RecordMaterializer<ReadRow<R>> {
    private final TableSchema<R> schema;
    private final Cells<R> cells = new Cells<>();
    private final RowConverter root;

    RowMaterializer(TableSchema<R> schema, List<Column<R, ?>> columns) {
      List<Converter> readers = new ArrayList<>();
      columns.forEach(column -> readers.add(cells.reader(column)));
      this.schema = schema;
      this.root = new RowConverter(cells, readers);
    }

    // Cells that make no row are the fault of this row alone; the next one may be sound.
    @Override
    public ReadRow<R> getCurrentRecord() {
      try {
        return new ReadRow<>(schema.assemble(cells), null);
      } catch (RuntimeException unfit) {
        return new ReadRow<>(null, unfit);
      }
    }

    @Override
    public GroupConverter getRootConverter() {
      return root;
    }
  }

  /** Reads the level of a whole row. */
  private static final class RowConverter extends GroupConverter {
    private final Cells<?> cells;
    private final List<Converter> readers;

    RowConverter(Cells<?> cells, List<Converter> readers) {
      this.cells = cells;
      this.readers = readers;
    }

    @Override
    public Converter getConverter(int field) {
      return readers.get(field);
    }

    @Override
    public void start() {
      cells.clear();
    }

    @Override
    public void end() {
      // the row is made in getCurrentRecord, where an error is reported with its place
    }
  }
}
