package crosscountry.datasets.tables;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;

/** Turns what went wrong underneath into one sentence with a way out. */
final class Diagnosis {

  private Diagnosis() {}

  /** Returns the error of a warehouse that cannot be opened. */
  static WarehouseException notOpened(Path location, IOException cause) {
    if (cause instanceof UnsupportedFileSystemException) {
      return new UnopenedWarehouseException(
          ("cannot open the warehouse %s: no file system is known for %s; check the spelling, or"
                  + " add the Hadoop jar that brings it")
              .formatted(location, location.toUri().getScheme()),
          cause);
    }
    return new WarehouseException(
        "cannot open the warehouse %s: %s; check that it can be reached"
            .formatted(location, firstLine(cause)),
        cause);
  }

  /** Returns the error of a file that could not be written. */
  static WarehouseException notWritten(Path file, Throwable cause) {
    return new WarehouseException(
        "cannot write %s: %s; nothing was published".formatted(file, writeFault(cause)), cause);
  }

  /** Returns the error of rows that a table cannot hold. */
  static WarehouseException unfit(Path file, IllegalArgumentException cause) {
    return new WarehouseException(
        "cannot write %s: %s; nothing was published".formatted(file, cause.getMessage()), cause);
  }

  /** Tells whether trying to write again, without anybody's help, would be in vain. */
  static boolean isLasting(IOException fault) {
    return isDenied(fault) || causes(fault).anyMatch(Diagnosis::isFolderClash);
  }

  private static String writeFault(Throwable cause) {
    if (isDenied(cause)) {
      return "permission denied (grant write access to the warehouse, or choose another one)";
    }
    if (says(cause, "no space left", "disk full", "quota", "not enough space")) {
      return "the disk is full (free some space and run the command again)";
    }
    if (says(cause, "file too large")) {
      return "it would be larger than a file may be here (raise the limit, see ulimit -f, and run"
          + " the command again)";
    }
    if (causes(cause).anyMatch(Diagnosis::isLostConnection)) {
      return firstLine(cause)
          + " (check that the warehouse can be reached, then run the command again)";
    }
    if (causes(cause).anyMatch(Diagnosis::isFolderClash)) {
      return "a file stands where a folder is needed (move it away, or choose another warehouse)";
    }
    if (causes(cause).anyMatch(LinkageError.class::isInstance)) {
      return "the zstd library cannot be loaded (let java.io.tmpdir be a folder that allows"
          + " executing)";
    }
    return firstLine(cause) + " (see the cause, then run the command again)";
  }

  /** Returns the error of a file or folder that could not be reached. */
  static WarehouseException notReached(Path file, Exception cause) {
    String fault = firstLine(cause) + "; check that the warehouse can be reached";
    if (isDenied(cause)) {
      fault = "permission denied; grant read access to the warehouse";
    } else if (says(cause, "too many open files")) {
      fault = "too many files are open; allow more, see ulimit -n";
    } else if (causes(cause).anyMatch(FileNotFoundException.class::isInstance)) {
      fault = "there is no such file; list the table's keys to see what there is";
    }
    return new WarehouseException("cannot read %s: %s".formatted(file, fault), cause);
  }

  /** Returns the error of a sound file that is not one of its table. */
  static DamagedFileException foreign(Path file, SchemaMismatchException cause) {
    return new DamagedFileException(
        "cannot read %s: %s; move it out of the table's folder, or read it with what wrote it"
            .formatted(file, cause.getMessage()),
        cause.getMessage(),
        cause);
  }

  /**
   * Returns the error of a file whose content is not sound.
   *
   * @param cause what reading it ended with, or null if it can be read
   */
  static DamagedFileException damaged(Path file, Exception cause, String damage) {
    return new DamagedFileException(
        "cannot read %s: %s; restore it from a copy, or move it out of the table's folder"
            .formatted(file, damage),
        damage,
        cause);
  }

  private static boolean isDenied(Throwable cause) {
    return causes(cause)
            .anyMatch(
                error ->
                    error instanceof AccessControlException
                        || error instanceof AccessDeniedException)
        || says(cause, "permission denied");
  }

  private static boolean isFolderClash(Throwable error) {
    return error instanceof ParentNotDirectoryException
        || error instanceof FileAlreadyExistsException;
  }

  /** Tells whether a fault is of the way to the file, and not of what is in it. */
  static boolean isUnreachable(Throwable fault) {
    return causes(fault)
        .anyMatch(error -> isLostConnection(error) || error instanceof FileNotFoundException);
  }

  private static boolean isLostConnection(Throwable error) {
    return error instanceof SocketException
        || error instanceof SocketTimeoutException
        || error instanceof UnknownHostException;
  }

  // Local file systems tell these faults apart by the text of an IOException alone.
  private static boolean says(Throwable cause, String... words) {
    return causes(cause)
        .map(error -> String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT))
        .anyMatch(text -> Stream.of(words).anyMatch(text::contains));
  }

  /** Returns the first line of the innermost message. */
  static String firstLine(Throwable cause) {
    Throwable innermost = causes(cause).reduce((outer, inner) -> inner).orElse(cause);
    String message = innermost.getMessage();
    return message == null || message.isBlank()
        ? innermost.getClass().getSimpleName()
        : message.lines().findFirst().orElse(message).strip();
  }

  private static Stream<Throwable> causes(Throwable error) {
    return Stream.iterate(error, cause -> cause != null, Throwable::getCause).limit(20);
  }
}
