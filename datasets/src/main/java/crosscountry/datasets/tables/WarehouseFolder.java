package crosscountry.datasets.tables;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * A warehouse as its file system sees it: where files are staged, how they are published, which
 * there are.
 */
final class WarehouseFolder {

  private static final String STAGING = ".staging";
  private static final String WITHDRAWN = ".withdrawn";
  private static final String SUFFIX = ".parquet";

  private final FileSystem files;
  private final Path root;
  private final Configuration configuration;
  private final CompactedFiles compactedFiles;

  private WarehouseFolder(FileSystem files, Path root, Configuration configuration) {
    this.files = files;
    this.root = root;
    this.configuration = configuration;
    this.compactedFiles = new CompactedFiles(files, configuration);
  }

  /** Opens a folder, which need not exist yet. */
  static WarehouseFolder open(Path location, Configuration configuration) {
    try {
      FileSystem files = withoutChecksumFiles(location.getFileSystem(configuration));
      Path root = files.makeQualified(location);
      if (files.exists(root) && !files.getFileStatus(root).isDirectory()) {
        throw new UnopenedWarehouseException(
            "cannot open the warehouse %s: it is a file; name a folder".formatted(root));
      }
      return new WarehouseFolder(files, root, configuration);
    } catch (IOException unreachable) {
      throw Diagnosis.notOpened(location, unreachable);
    }
  }

  // Hadoop's local file system keeps a hidden .crc file beside each file, which other readers
  // trip over and which a rename can part from its file. Parquet's pages have checksums anyway.
  private static FileSystem withoutChecksumFiles(FileSystem files) {
    return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
  }

  /** Returns the settings of Hadoop and Parquet. */
  Configuration configuration() {
    return configuration;
  }

  /** Returns how a write that fails is tried again. */
  WriteRetries retries() {
    return WriteRetries.of(configuration);
  }

  /** Returns the folder of all tables. */
  Path root() {
    return root;
  }

  /** Returns the folder of a table. */
  Path folder(String table) {
    return new Path(root, table);
  }

  /** Returns where a table's file with a key is or would be. */
  Path file(String table, FileKey key) {
    return new Path(folder(table), key + SUFFIX);
  }

  /** Opens a file for reading, past Parquet. */
  FSDataInputStream open(Path file) throws IOException {
    return files.open(file);
  }

  /** Tells whether there is a file or folder. */
  boolean exists(Path path) throws IOException {
    return files.exists(path);
  }

  /**
   * Tells whether there is a file or folder.
   *
   * @throws WarehouseException if that cannot be told
   */
  boolean isThere(Path path) {
    try {
      return exists(path);
    } catch (IOException unreachable) {
      throw Diagnosis.notReached(path, unreachable);
    }
  }

  /**
   * Tells a file that vanished from one that is out of reach, of which local file systems say the
   * same.
   *
   * @return what was said, if the file vanished
   * @throws WarehouseException if it is there
   */
  FileNotFoundException vanished(Path file, FileNotFoundException said) {
    try {
      if (Look.fault(files, file, said) instanceof FileNotFoundException gone) {
        return gone;
      }
    } catch (IOException unreachable) {
      throw Diagnosis.notReached(file, unreachable);
    }
    throw Diagnosis.notReached(file, new IOException(said.getMessage()));
  }

  /** Returns how many bytes a file has. */
  long size(Path file) throws IOException {
    return files.getFileStatus(file).getLen();
  }

  /**
   * Returns a file to be filled where no reader looks. Its name is nobody else's, so that a writer
   * which died leaves nothing in the way of the next.
   */
  StagedFile stage(String table, FileKey key) throws IOException {
    Path folder = new Path(new Path(root, STAGING), table);
    makeFolder(folder);
    return new StagedFile(files, new Path(folder, key + "." + UUID.randomUUID() + ".staged"));
  }

  /**
   * Makes a finished file visible, whole and at once, unless its place is taken.
   *
   * @return whether it was published
   */
  boolean publish(StagedFile staged, Path target) throws IOException {
    makeFolder(target.getParent());
    if (isLocal()) {
      try {
        link(staged.path(), target);
        return true;
      } catch (FileAlreadyExistsException taken) {
        // It may be gone again a moment later, as somebody compacted it, and still was there.
        return false;
      } catch (IOException | UnsupportedOperationException withoutLinks) {
        // as on any other file system
      }
    }
    return !files.exists(target) && rename(staged.path(), target);
  }

  private boolean isLocal() {
    return files instanceof RawLocalFileSystem && "file".equals(root.toUri().getScheme());
  }

  // A rename on POSIX replaces a file that came first; a hard link never does, so of two writers
  // with one key exactly one wins.
  private void link(Path staged, Path target) throws IOException {
    RawLocalFileSystem local = (RawLocalFileSystem) files;
    Files.createLink(local.pathToFile(target).toPath(), local.pathToFile(staged).toPath());
  }

  // On HDFS a rename onto a file that came first is refused, which decides between two writers.
  private boolean rename(Path staged, Path target) throws IOException {
    if (files.rename(staged, target)) {
      return true;
    }
    if (files.exists(target)) {
      return false;
    }
    throw new IOException("the file system would not rename " + staged + " to " + target);
  }

  /**
   * Moves a file out of a table into a hidden folder, where a person may still look at it.
   *
   * @return where it is then; the folder if somebody else moved it
   */
  Path setAside(Path file) throws IOException {
    Path folder = new Path(new Path(root, ".damaged"), file.getParent().getName());
    makeFolder(folder);
    Path place = new Path(folder, file.getName() + "." + UUID.randomUUID());
    try {
      rename(file, place);
      return place;
    } catch (IOException fault) {
      if (files.exists(file)) {
        throw fault;
      }
      return folder;
    }
  }

  /**
   * Moves a file out of its table, to be deleted or put back.
   *
   * @return empty if it was gone, or somebody else is at it
   * @throws WarehouseException if it cannot be moved
   */
  Optional<Withdrawn> withdraw(String table, FileKey key) {
    Path origin = file(table, key);
    Withdrawn withdrawn = new Withdrawn(new Path(withdrawnFolder(table), origin.getName()), origin);
    try {
      makeFolder(withdrawnFolder(table));
      return move(origin, withdrawn.place()) ? Optional.of(withdrawn) : Optional.empty();
    } catch (IOException immovable) {
      throw Diagnosis.notWritten(origin, immovable);
    }
  }

  /**
   * Moves a file back into its table; where somebody has written it again, that one stays.
   *
   * @throws WarehouseException if it cannot be moved; it stays withdrawn then
   */
  void putBack(Withdrawn withdrawn) {
    try {
      if (!files.exists(withdrawn.origin())) {
        move(withdrawn.place(), withdrawn.origin());
      }
      // Never the only one there is.
      if (files.exists(withdrawn.origin())) {
        files.delete(withdrawn.place(), false);
      }
    } catch (IOException immovable) {
      throw Diagnosis.notWritten(withdrawn.origin(), immovable);
    }
  }

  /** Returns what is withdrawn from a table, in no order. */
  List<Withdrawn> withdrawn(String table) {
    return fileNames(withdrawnFolder(table)).stream()
        .map(
            name ->
                new Withdrawn(
                    new Path(withdrawnFolder(table), name), new Path(folder(table), name)))
        .toList();
  }

  private Path withdrawnFolder(String table) {
    return new Path(new Path(root, WITHDRAWN), table);
  }

  /** Moves a file, and tells whether it did: it may be gone, or there may be one in its place. */
  private boolean move(Path from, Path to) throws IOException {
    try {
      return rename(from, to);
    } catch (IOException fault) {
      if (files.exists(from)) {
        throw fault;
      }
      return false;
    }
  }

  private void makeFolder(Path folder) throws IOException {
    if (!files.mkdirs(folder)) {
      throw new IOException("permission denied to make the folder " + folder);
    }
  }

  /**
   * Returns where the appends of a table are, by key; none if there is no such table.
   *
   * @throws WarehouseException if the table cannot be reached, or has a file of a foreign name
   */
  NavigableMap<FileKey, StoredAppend> appends(String table) {
    return listing(table).places();
  }

  /**
   * Returns the files of a table; none if there is no such table.
   *
   * @throws WarehouseException if the table cannot be reached, or has a file of a foreign name
   */
  Listing listing(String table) {
    try {
      return Look.undisturbed(
          () -> {
            Set<FileKey> before = compactedNames(table);
            Set<FileKey> listed =
                dataFiles(table).stream().map(WarehouseFolder::keyOf).collect(Collectors.toSet());
            // While files are being listed, some may be replaced by one that comes too late to be
            // listed, and one that is damaged by several. Either changes what is there of these.
            return before.equals(compactedNames(table)) && areFolders(table, before, listed)
                ? Optional.of(new Listing(listed, compacted(table, listed)))
                : Optional.empty();
          });
    } catch (IOException unreachable) {
      throw Diagnosis.notReached(folder(table), unreachable);
    }
  }

  /** Tells whether what was not listed is none of the table's files. */
  private boolean areFolders(String table, Set<FileKey> names, Set<FileKey> listed)
      throws IOException {
    for (FileKey name : names) {
      if (!listed.contains(name) && isFile(file(table, name))) {
        return false;
      }
    }
    return true;
  }

  private boolean isFile(Path path) throws IOException {
    try {
      return files.getFileStatus(path).isFile();
    } catch (FileNotFoundException goneOrDangling) {
      return false;
    }
  }

  private Map<FileKey, Map<FileKey, StoredAppend>> compacted(String table, Set<FileKey> listed)
      throws IOException {
    Map<FileKey, Map<FileKey, StoredAppend>> compacted = new HashMap<>();
    for (FileKey file : listed) {
      if (CompactedFile.isNamed(file.value())) {
        Map<FileKey, StoredAppend> appends = compactedFiles.appends(file(table, file), file);
        if (!appends.isEmpty()) {
          compacted.put(file, appends);
        }
      }
    }
    return compacted;
  }

  /**
   * Returns where an append is that has no file of its own; empty if it is in no compacted file.
   */
  Optional<StoredAppend> compacted(String table, FileKey key) throws IOException {
    return Look.undisturbed(
        () -> {
          Set<FileKey> names = compactedNames(table);
          for (FileKey file : names) {
            Path path = file(table, file);
            if (isFile(path)) {
              StoredAppend place = compactedFiles.appends(path, file).get(key);
              if (place != null) {
                return Optional.of(Optional.of(place));
              }
            }
          }
          // One that was replaced since it was listed may have held it.
          return names.equals(compactedNames(table))
              ? Optional.of(Optional.empty())
              : Optional.empty();
        });
  }

  private Set<FileKey> compactedNames(String table) throws IOException {
    return names(folder(table)).stream()
        .filter(name -> name.endsWith(SUFFIX))
        .map(name -> name.substring(0, name.length() - SUFFIX.length()))
        .filter(CompactedFile::isNamed)
        .map(FileKey::new)
        .collect(Collectors.toSet());
  }

  /** Returns the files of a table, in no order; none if there is no such table. */
  List<FileStatus> dataFiles(String table) {
    return list(folder(table)).stream().filter(WarehouseFolder::isData).toList();
  }

  private static boolean isData(FileStatus status) {
    String name = status.getPath().getName();
    boolean hidden = name.startsWith(".") || name.startsWith("_");
    return status.isFile() && !hidden && name.endsWith(SUFFIX);
  }

  /**
   * Returns the key of a table's file. Other readers would count the rows of a foreign file, so it
   * must not be passed over here.
   *
   * @throws WarehouseException if its name is none
   */
  static FileKey keyOf(FileStatus status) {
    Path file = status.getPath();
    String name = file.getName();
    try {
      return new FileKey(name.substring(0, name.length() - SUFFIX.length()));
    } catch (IllegalArgumentException foreign) {
      throw new WarehouseException(
          "cannot read %s: its name is not a key; move it out of the table's folder"
              .formatted(file),
          foreign);
    }
  }

  /** Deletes what dead writers left in staging before an instant and returns how many files. */
  int removeStagedBefore(Instant instant) {
    int removed = 0;
    for (FileStatus table : list(new Path(root, STAGING))) {
      for (FileStatus staged : list(table.getPath())) {
        if (staged.getModificationTime() < instant.toEpochMilli()) {
          removed += delete(staged.getPath());
        }
      }
    }
    return removed;
  }

  /** Deletes a file and returns how many files that were: 1, or 0 if it was gone. */
  int delete(Path file) {
    try {
      return files.delete(file, false) ? 1 : 0;
    } catch (IOException undeletable) {
      throw Diagnosis.notWritten(file, undeletable);
    }
  }

  /** Returns the names of what is in a folder, in no order; none if there is no such folder. */
  List<String> fileNames(Path folder) {
    try {
      return names(folder);
    } catch (IOException unreadable) {
      throw Diagnosis.notReached(folder, unreadable);
    }
  }

  private List<String> names(Path folder) throws IOException {
    if (isLocal()) {
      // Hadoop's local file system asks for size and time of each file, too.
      String[] names = ((RawLocalFileSystem) files).pathToFile(folder).list();
      if (names != null) {
        return List.of(names);
      }
    }
    try {
      return Stream.of(files.listStatus(folder)).map(status -> status.getPath().getName()).toList();
    } catch (FileNotFoundException absent) {
      return List.of();
    }
  }

  private List<FileStatus> list(Path folder) {
    try {
      return List.of(files.listStatus(folder));
    } catch (FileNotFoundException absent) {
      return List.of();
    } catch (IOException unreadable) {
      throw Diagnosis.notReached(folder, unreadable);
    }
  }
}
