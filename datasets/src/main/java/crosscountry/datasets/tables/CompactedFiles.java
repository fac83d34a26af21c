package crosscountry.datasets.tables;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * What is known of compacted files. Their names follow from what they hold, so that each footer is
 * read once. Any number of threads may use it.
 */
final class CompactedFiles {

  private final FileSystem files;
  private final Configuration configuration;
  private final Map<Path, Map<FileKey, StoredAppend>> known = new ConcurrentHashMap<>();

  CompactedFiles(FileSystem files, Configuration configuration) {
    this.files = files;
    this.configuration = configuration;
  }

  /**
   * Returns where the appends of a compacted file are, by key; none if it is none, or damaged.
   *
   * @throws FileNotFoundException if it is gone
   */
  Map<FileKey, StoredAppend> appends(Path path, FileKey file) throws IOException {
    Map<FileKey, StoredAppend> appends = known.get(path);
    if (appends != null) {
      return appends;
    }
    Map<FileKey, StoredAppend> read = new LinkedHashMap<>();
    footer(path)
        .ifPresent(
            footer -> footer.appends(file).forEach(append -> read.put(append.key(), append)));
    if (!read.isEmpty()) {
      known.put(path, read);
    }
    return read;
  }

  private Optional<CompactedFile> footer(Path path) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(path, configuration))) {
      return CompactedFile.of(reader.getFooter());
    } catch (FileNotFoundException notFound) {
      throw Look.fault(files, path, notFound);
    } catch (IOException | RuntimeException damaged) {
      // If its bytes can be had, it is damaged, which whoever reads its rows will report.
      try (InputStream in = files.open(path)) {
        in.transferTo(OutputStream.nullOutputStream());
      } catch (FileNotFoundException notFound) {
        throw Look.fault(files, path, notFound);
      }
      return Optional.empty();
    }
  }
}
