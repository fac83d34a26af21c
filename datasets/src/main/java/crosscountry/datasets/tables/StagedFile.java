package crosscountry.datasets.tables;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A file that is being written where no reader looks; closing this removes its staged name. */
final class StagedFile implements OutputFile, AutoCloseable {

  private final FileSystem files;
  private final Path path;
  private DurableStream stream;

  StagedFile(FileSystem files, Path path) {
    this.files = files;
    this.path = path;
  }

  /** Returns the staged name. */
  Path path() {
    return path;
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) throws IOException {
    stream = new DurableStream(files.create(path, false));
    return stream;
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
    return create(blockSizeHint);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }

  // What is left over does no harm, so failing to remove it must not turn an append that was
  // published into an error, nor hide the error of one that was not.
  @Override
  public void close() {
    if (stream != null) {
      attempt(stream::abandon);
    }
    attempt(() -> files.delete(path, false));
  }

  private static void attempt(CleanUp step) {
    try {
      step.run();
    } catch (IOException | FSError harmless) {
      // see above
    }
  }

  /** Something done once the outcome is settled. */
  @FunctionalInterface
  private interface CleanUp {
    void run() throws IOException;
  }

  /**
   * A stream whose bytes are on the disk when it closes: a file must not be published before its
   * content would survive a loss of power.
   */
  private static final class DurableStream extends PositionOutputStream {
    private final FSDataOutputStream out;

    DurableStream(FSDataOutputStream out) {
      this.out = out;
    }

    @Override
    public long getPos() {
      return out.getPos();
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      if (out.hasCapability(StreamCapabilities.HSYNC)) {
        out.hsync();
      }
      out.close();
    }

    /** Closes the stream of a file that nobody will read. */
    void abandon() throws IOException {
      out.close();
    }
  }
}
