package crosscountry.jobs.policy;

import crosscountry.datasets.tables.CheckpointFile;
import crosscountry.datasets.tables.CheckpointRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A checkpoint that was exported.
 *
 * @param location a Parquet file, or a folder that holds one and no other
 */
record StoredCheckpoint(Path location) implements CheckpointSource {

  @Override
  public String name() {
    return location.toString();
  }

  @Override
  public CheckpointRow checkpoint() {
    return CheckpointFile.read(content(), name());
  }

  /** Returns the content of the file. */
  byte[] content() {
    try {
      return Files.readAllBytes(Files.isDirectory(location) ? onlyFile() : location);
    } catch (IOException unreadable) {
      throw new UnusablePolicyException(
          "the policy %s cannot be read; name a file that export-policy wrote, or a folder that holds one"
              .formatted(location),
          unreadable);
    }
  }

  private Path onlyFile() throws IOException {
    try (Stream<Path> all = Files.list(location)) {
      List<Path> files = all.filter(file -> file.toString().endsWith(".parquet")).toList();
      if (files.size() != 1) {
        throw new UnusablePolicyException(
            "the folder %s holds %d Parquet files, but one policy is needed; name its file"
                .formatted(location, files.size()));
      }
      return files.get(0);
    }
  }
}
