package crosscountry.datasets.tables;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 * @param unreadable names of the others
 */
record Inventory(List<DataFile> files, Set<FileKey> unreadable) {

  /** Creates an inventory. */
  Inventory {
    files = List.copyOf(files);
    unreadable = Set.copyOf(unreadable);
  }

  /**
   * Lists the files of a table.
   *
   * @param report is told of files that cannot be read, which will stay as they are
   */
  static Inventory of(WarehouseFolder folder, String table, Consumer<String> report) {
    List<DataFile> files = new ArrayList<>();
    Set<FileKey> unreadable = new HashSet<>();
    for (FileStatus status : folder.dataFiles(table)) {
      try {
        FileKey key = WarehouseFolder.keyOf(status);
        Optional<String> fault = add(folder, key, status, files);
        if (fault.isPresent()) {
          unreadable.add(key);
          report(report, status, fault.get());
        }
      } catch (WarehouseException foreign) {
        report(report, status, Diagnosis.firstLine(foreign));
      }
    }
    files.sort(Comparator.comparing(DataFile::file));
    return new Inventory(files, unreadable);
  }

  private static void report(Consumer<String> report, FileStatus status, String fault) {
    report.accept("%s stays as it is: it cannot be read (%s)".formatted(status.getPath(), fault));
  }

  /** Adds a file, unless somebody set it aside, and returns why it cannot be read, if so. */
  private static Optional<String> add(
      WarehouseFolder folder, FileKey key, FileStatus status, List<DataFile> files) {
    try {
      files.add(read(folder, key, status));
      return Optional.empty();
    } catch (FileNotFoundException notFound) {
      return folder.isThere(status.getPath())
          ? Optional.of(Diagnosis.firstLine(notFound))
          : Optional.empty();
    } catch (IOException | RuntimeException damaged) {
      return Optional.of(Diagnosis.firstLine(damaged));
    }
  }

  private static DataFile read(WarehouseFolder folder, FileKey key, FileStatus status)
      throws IOException {
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
