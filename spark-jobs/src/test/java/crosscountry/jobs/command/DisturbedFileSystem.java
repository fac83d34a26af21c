package crosscountry.jobs.command;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The local files under a scheme of their own, where another process comes in right before Spark
 * first looks for one.
 */
public final class DisturbedFileSystem extends RawLocalFileSystem {

  static final String SCHEME = "disturbed";

  /** A setting that only Spark's file systems have. */
  static final String SPARKS = "disturbed.is.sparks";

  private static final AtomicReference<Runnable> MEANWHILE = new AtomicReference<>(() -> {});

  static void disturb(Runnable meanwhile) {
    MEANWHILE.set(meanwhile);
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
  public FileStatus getFileStatus(Path file) throws IOException {
    if (getConf().getBoolean(SPARKS, false)) {
      MEANWHILE.getAndSet(() -> {}).run();
    }
    return super.getFileStatus(file);
  }
}
