package crosscountry.datasets.tables;

import java.io.FileNotFoundException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.util.Progressable;

/**
 * A local folder under a scheme of its own, with a fault. It stands for a file system without hard
 * links, one that has run full and one that denies access.
 */
public final class FaultyFileSystem extends RawLocalFileSystem {

  /** What is wrong. */
  enum Fault {
    NONE,
    DISK_FULL,
    DEVICE_FULL,
    HOST_GONE,
    WRITE_FAILS_TWICE,
    WRITE_DENIED,
    READ_DENIED,
    READ_FAILS,
    READ_FAILS_ONCE,
    /** As a local file system says it of a file that it may not open. */
    OPEN_DENIED,
    TOO_MANY_OPEN,
    GONE_AT_THE_THIRD_OPEN
  }

  private static final String SCHEME = "faulty";
  private static final String FAULT = "faulty.fault";
  private static final String OPENED = "faulty.opened";
  private static final int ROOM = 1000;

  /** Opens a warehouse with a fault. */
  static Warehouse warehouse(java.nio.file.Path folder, Fault fault) {
    Configuration configuration = new Configuration();
    configuration.setClass("fs.faulty.impl", FaultyFileSystem.class, FaultyFileSystem.class);
    configuration.setBoolean("fs.faulty.impl.disable.cache", true);
    configuration.setEnum(FAULT, fault);
    configuration.set("crosscountry.warehouse.first-pause", "1ms");
    return Warehouse.open(SCHEME + "://" + folder, configuration);
  }

  private int failures;

  private Fault fault() {
    return getConf().getEnum(FAULT, Fault.NONE);
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
    return switch (fault()) {
      case READ_DENIED -> throw new AccessControlException("user nobody may not read " + file);
      case READ_FAILS -> throw new IOException("connection reset");
      case OPEN_DENIED -> throw new FileNotFoundException(file + " (Permission denied)");
      case TOO_MANY_OPEN -> throw new FileNotFoundException(file + " (Too many open files)");
      case GONE_AT_THE_THIRD_OPEN -> {
        // Parquet opens a file system of its own, with the same settings.
        int opened = getConf().getInt(OPENED, 0) + 1;
        getConf().setInt(OPENED, opened);
        if (opened == 3) {
          delete(file, false);
        }
        yield super.open(file, bufferSize);
      }
      case READ_FAILS_ONCE -> {
        getConf().setEnum(FAULT, Fault.NONE);
        throw new IOException("connection reset");
      }
      default -> super.open(file, bufferSize);
    };
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
    if (fault() == Fault.WRITE_DENIED) {
      throw new AccessControlException("user nobody may not write " + file);
    }
    if (fault() == Fault.HOST_GONE) {
      throw new ConnectException("Connection refused");
    }
    if (fault() == Fault.DEVICE_FULL) {
      return super.create(
          new Path("/dev/full"), true, bufferSize, replication, blockSize, progress);
    }
    if (fault() == Fault.WRITE_FAILS_TWICE && failures++ < 2) {
      throw new IOException("connection reset");
    }
    FSDataOutputStream out =
        super.create(file, overwrite, bufferSize, replication, blockSize, progress);
    return fault() == Fault.DISK_FULL ? new FSDataOutputStream(new FullDisk(out), statistics) : out;
  }

  /** A stream that takes some bytes and then fails, on closing too. */
  private static final class FullDisk extends FilterOutputStream {
    private int room = ROOM;

    FullDisk(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int value) throws IOException {
      if (room-- <= 0) {
        throw new IOException("No space left on device");
      }
      out.write(value);
    }

    @Override
    public void close() throws IOException {
      out.close();
      if (room <= 0) {
        throw new IOException("No space left on device");
      }
    }
  }
}
