package crosscountry.datasets.tables;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A look at files that may be replaced meanwhile.
 *
 * @param <T> what is seen
 */
@FunctionalInterface
interface Look<T> {

  /** Each time another file was replaced, which no process does so often in a row. */
  int MOST = 100;

  /**
   * Returns what is there; empty to look again.
   *
   * @throws FileNotFoundException if a file that was there is gone, so that one is to look again
   */
  Optional<T> look() throws IOException;

  /**
   * Looks until no file vanishes in between.
   *
   * @throws IOException if something cannot be reached, or is replaced again and again
   */
  static <T> T undisturbed(Look<T> look) throws IOException {
    FileNotFoundException last = null;
    for (int times = 0; times < MOST; times++) {
      try {
        Optional<T> seen = look.look();
        if (seen.isPresent()) {
          return seen.get();
        }
      } catch (FileNotFoundException replaced) {
        // What replaced the file is there already, and is seen the next time.
        last = replaced;
      }
    }
    IOException restless = new IOException("its files changed each of %d times".formatted(MOST));
    if (last != null) {
      restless.addSuppressed(last);
    }
    throw restless;
  }

  /**
   * Returns the fault to go on with where a file is said not to be found: a {@link
   * FileNotFoundException} only if it is gone. Local file systems say the same of a file that may
   * not be read, and where too many are open.
   */
  static IOException fault(FileSystem files, Path file, FileNotFoundException said)
      throws IOException {
    if (!files.exists(file)) {
      return said;
    }
    IOException unreachable = new IOException(said.getMessage());
    unreachable.addSuppressed(said);
    return unreachable;
  }
}
