package crosscountry.datasets.tables;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;

/**
 * A local folder under a scheme of its own, where another process comes in right before a certain
 * call. It renames as HDFS does, which never replaces a file.
 */
public final class InterruptedFileSystem extends RawLocalFileSystem {

  private static final String SCHEME = "interrupted";
  private static final String INTERRUPTION = "interrupted.by";
  // Reading them takes longer than most that is interrupted.
  private static final Configuration DEFAULTS = new Configuration();
  private static final Map<String, Interruption> INTERRUPTIONS = new ConcurrentHashMap<>();

  /** What happens once, and when. */
  static final class Interruption {
    private final String id = UUID.randomUUID().toString();
    private final AtomicInteger calls = new AtomicInteger();
    private final NavigableMap<Integer, Runnable> meanwhile;

    /**
     * Creates an interruption.
     *
     * @param call the number of the call, from 1, before which it happens
     * @param meanwhile what happens, done by the thread that makes the call
     */
    Interruption(int call, Runnable meanwhile) {
      this(Map.of(call, meanwhile));
    }

    /**
     * Creates several interruptions.
     *
     * @param meanwhile what happens, by the number of the call before which it does
     */
    Interruption(Map<Integer, Runnable> meanwhile) {
      this.meanwhile = new TreeMap<>(meanwhile);
    }

    /** Opens a warehouse in a local folder; calls count from then on. */
    Warehouse warehouse(java.nio.file.Path folder) {
      Configuration configuration = new Configuration(DEFAULTS);
      configuration.setClass(
          "fs.interrupted.impl", InterruptedFileSystem.class, InterruptedFileSystem.class);
      configuration.setBoolean("fs.interrupted.impl.disable.cache", true);
      configuration.set(INTERRUPTION, id);
      configuration.set("crosscountry.warehouse.first-pause", "1ms");
      Warehouse warehouse = Warehouse.open(SCHEME + "://" + folder, configuration);
      INTERRUPTIONS.put(id, this);
      return warehouse;
    }

    /** Takes note of a call. */
    void call() {
      meanwhile.getOrDefault(calls.incrementAndGet(), () -> {}).run();
    }

    /** Lets the calls go on undisturbed, and tells whether all has happened. */
    boolean end() {
      INTERRUPTIONS.remove(id);
      return calls.get() >= meanwhile.lastKey();
    }
  }

  // Parquet opens a file system of its own, with the same settings.
  private void call() {
    Interruption interruption = INTERRUPTIONS.get(getConf().get(INTERRUPTION));
    if (interruption != null) {
      interruption.call();
    }
  }

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    call();
    return super.open(file, bufferSize);
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    call();
    return super.create(file, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public FileStatus getFileStatus(Path file) throws IOException {
    call();
    return super.getFileStatus(file);
  }

  @Override
  public FileStatus[] listStatus(Path folder) throws IOException {
    call();
    return super.listStatus(folder);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    call();
    return !pathToFile(to).exists() && pathToFile(from).renameTo(pathToFile(to));
  }

  @Override
  public boolean delete(Path file, boolean recursive) throws IOException {
    call();
    return super.delete(file, recursive);
  }
}
