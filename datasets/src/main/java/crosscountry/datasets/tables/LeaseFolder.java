package crosscountry.datasets.tables;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.io.PositionOutputStream;

/**
 * The hidden folder of a warehouse that says who has which lease.
 *
 * <p>The files of a lease are numbered, and the highest number counts. Whoever takes, renews or
 * gives back a lease publishes the file that follows the last one it saw, which succeeds for one
 * alone, as the publication of a table's file does.
 */
final class LeaseFolder {

  private static final String FOLDER = ".leases";
  private static final String SUFFIX = ".properties";

  /**
   * So many files of a lease are kept. One who looked at them long ago and publishes only now finds
   * the number taken or, once it was removed, a higher one.
   */
  private static final int KEPT = 16;

  private final WarehouseFolder warehouse;
  private final Path folder;

  LeaseFolder(WarehouseFolder warehouse) {
    this.warehouse = warehouse;
    this.folder = new Path(warehouse.root(), FOLDER);
  }

  /**
   * Returns what counts for a lease, or empty if nobody ever had it.
   *
   * @throws WarehouseException if it cannot be read
   */
  Optional<LeaseEntry> newest(String name) {
    try {
      return Look.undisturbed(
          () -> {
            NavigableSet<Long> numbers = numbers(name);
            return Optional.of(
                numbers.isEmpty() ? Optional.empty() : Optional.of(read(name, numbers.last())));
          });
    } catch (IOException restless) {
      throw Diagnosis.notReached(folder, restless);
    }
  }

  /**
   * Enters something into a lease, unless somebody else entered something first.
   *
   * @return what counts now: the entry, or what was there before
   * @throws WarehouseException if it cannot be written
   */
  LeaseEntry enter(String name, LeaseEntry entry) {
    Path file = file(name, entry.number());
    try {
      warehouse.retries().run(file, () -> publish(name, entry, file));
    } catch (IOException fault) {
      throw Diagnosis.notWritten(file, fault);
    }
    removeBefore(name, entry.number() - KEPT);
    // Who lost the race learns it here, and so does who cannot tell whether a lost answer was yes.
    return newest(name).orElse(entry);
  }

  private boolean publish(String name, LeaseEntry entry, Path file) throws IOException {
    try (StagedFile staged = warehouse.stage("leases", FileKey.ofRun(name))) {
      try (PositionOutputStream out = staged.create(0)) {
        out.write(entry.text().getBytes(StandardCharsets.UTF_8));
      }
      return warehouse.publish(staged, file);
    }
  }

  /**
   * Reads a file of a lease.
   *
   * @throws FileNotFoundException if it was removed since the files were listed, so that there are
   *     newer ones
   */
  private LeaseEntry read(String name, long number) throws FileNotFoundException {
    Path file = file(name, number);
    try (FSDataInputStream in = warehouse.open(file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return LeaseEntry.parse(number, text);
    } catch (FileNotFoundException notFound) {
      throw warehouse.vanished(file, notFound);
    } catch (IOException unreachable) {
      throw Diagnosis.notReached(file, unreachable);
    } catch (IllegalArgumentException malformed) {
      throw new WarehouseException(
          "cannot read %s: it is no lease (%s); delete it if nobody works on the warehouse"
              .formatted(file, malformed.getMessage()),
          malformed);
    }
  }

  private void removeBefore(String name, long number) {
    for (long old : numbers(name).headSet(number, true)) {
      warehouse.delete(file(name, old));
    }
  }

  private NavigableSet<Long> numbers(String name) {
    NavigableSet<Long> numbers = new TreeSet<>();
    String start = name + ".";
    for (String file : warehouse.fileNames(folder)) {
      if (file.startsWith(start) && file.endsWith(SUFFIX)) {
        numbers.add(numberIn(file, start.length()));
      }
    }
    return numbers;
  }

  private long numberIn(String file, int begin) {
    try {
      return Long.parseLong(file, begin, file.length() - SUFFIX.length(), 10);
    } catch (NumberFormatException foreign) {
      throw new WarehouseException(
          "cannot read %s: it is no file of a lease; move it out of the folder"
              .formatted(new Path(folder, file)),
          foreign);
    }
  }

  private Path file(String name, long number) {
    return new Path(folder, "%s.%012d%s".formatted(FileKey.ofRun(name), number, SUFFIX));
  }
}
