package crosscountry.datasets.tables;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** Gives appends of a compacted file that is damaged files of their own again. */
final class Salvage {

  private final WarehouseFolder folder;
  private final String table;

  Salvage(WarehouseFolder folder, String table) {
    this.folder = folder;
    this.table = table;
  }

  /**
   * Publishes those appends of a compacted file that can be read; none if its footer cannot be, or
   * if it is gone. As long as it is there, readers pass over them.
   *
   * @throws IOException if they cannot be written
   */
  void of(FileKey file) throws IOException {
    Path path = folder.file(table, file);
    ParquetMetadata footer;
    List<StoredAppend> appends;
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(path, folder.configuration()))) {
      footer = reader.getFooter();
      appends =
          CompactedFile.of(footer).map(compacted -> compacted.appends(file)).orElse(List.of());
    } catch (FileNotFoundException notFound) {
      folder.vanished(path, notFound);
      return;
    } catch (RuntimeException | FSError withoutFooter) {
      // Nobody knows then which appends it holds.
      return;
    }
    AppendCopy copy = new AppendCopy(folder, table);
    RowGroup damaged = null;
    for (StoredAppend append : appends) {
      // What lies behind the damage in its row group cannot be read either.
      if (!append.group().equals(damaged)) {
        try {
          copy.publish(
              append.key(), footer.getFileMetaData().getSchema(), Map.of(), List.of(append));
        } catch (UnreadableInputException damage) {
          damaged = append.group();
        }
      }
    }
  }
}
