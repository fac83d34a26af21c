package crosscountry.datasets.tables;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileStatus;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;

/**
 * The files of a table.
 *
 * @param files those whose footer can be read, in ascending order of their names
 */
record Inventory(List<DataFile> files) {

  /** Creates an inventory. */
  Inventory {
    files = List.copyOf(files);
  }

  /**
   * Lists the files of a table.
   *
   * @param report is told of files that cannot be read, which will stay as they are
   */
  static Inventory of(WarehouseFolder folder, String table, Consumer<String> report) {
    List<DataFile> files = new ArrayList<>();
    for (FileStatus status : folder.dataFiles(table)) {
      try {
        files.add(read(folder, status));
      } catch (FileNotFoundException gone) {
        // somebody set it aside
      } catch (IOException | RuntimeException damaged) {
        report.accept(
            "%s stays as it is: it cannot be read (%s)"
                .formatted(status.getPath(), Diagnosis.firstLine(damaged)));
      }
    }
    files.sort(Comparator.comparing(DataFile::file));
    return new Inventory(files);
  }

  private static DataFile read(WarehouseFolder folder, FileStatus status) throws IOException {
    FileKey key = WarehouseFolder.keyOf(status);
    ParquetMetadata footer;
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromStatus(status, folder.configuration()))) {
      footer = reader.getFooter();
    }
    MessageType schema = footer.getFileMetaData().getSchema();
    Optional<CompactedFile> compacted =
        CompactedFile.isNamed(key.value()) ? CompactedFile.of(footer) : Optional.empty();
    if (compacted.isPresent()) {
      return new DataFile(
          key, status.getLen(), schema, compacted.get().parts(), compacted.get().appends(key));
    }
    long rows = footer.getBlocks().stream().mapToLong(group -> group.getRowCount()).sum();
    CompactedFile.Part part = new CompactedFile.Part(key, rows, status.getModificationTime());
    return new DataFile(
        key, status.getLen(), schema, List.of(part), List.of(StoredAppend.alone(key)));
  }
}
