package crosscountry.datasets.tables;

import java.io.IOException;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;

/**
 * Reads the rows of appends from one file, as whatever Parquet makes of a row.
 *
 * @param <T> what a row is made into
 */
final class FileCursor<T> implements AutoCloseable {

  private final Path file;
  private final Configuration configuration;
  private final Function<InputFile, ParquetReader.Builder<T>> settings;
  private ParquetReader<T> rows;
  private StoredAppend place;
  private long position;
  private long next;

  /**
   * Creates a cursor, which opens its file when the first row is read.
   *
   * @param settings sets up Parquet to read the file
   */
  FileCursor(
      Path file,
      Configuration configuration,
      Function<InputFile, ParquetReader.Builder<T>> settings) {
    this.file = file;
    this.configuration = configuration;
    this.settings = settings;
  }

  /**
   * Goes to a row of an append of this file.
   *
   * @param row the row's number in the append, counted from 0
   */
  void moveTo(StoredAppend append, long row) throws IOException {
    long target = append.first() + row;
    boolean isAhead = target >= position && append.group().first() <= position;
    if (rows != null && target != position && !isAhead) {
      close();
    }
    place = append;
    next = target;
  }

  /** Returns the number in the file of the row that was read last, counted from 0. */
  long number() {
    return position - 1;
  }

  /** Returns the next row of the append, or null after its last. */
  T read() throws IOException {
    if (next >= place.end()) {
      return null;
    }
    if (rows == null) {
      open();
    }
    while (position < next) {
      position++;
      rows.read();
    }
    position++;
    next++;
    return rows.read();
  }

  private void open() throws IOException {
    InputFile input = HadoopInputFile.fromPath(file, configuration);
    ParquetReader.Builder<T> builder = settings.apply(input);
    // Parquet leaves out the row groups whose middle is not in the range.
    rows = builder.withFileRange(place.group().offset(), Long.MAX_VALUE).build();
    position = place.group().first();
  }

  @Override
  public void close() throws IOException {
    if (rows != null) {
      ParquetReader<T> open = rows;
      rows = null;
      open.close();
    }
  }
}
