package crosscountry.datasets.tables;

import java.io.IOException;

/** A file whose rows were to be copied and that cannot be read. */
final class UnreadableInputException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient FileKey file;

  UnreadableInputException(FileKey file, Exception cause) {
    super(cause);
    this.file = file;
  }

  /** Returns the file's name. */
  FileKey file() {
    return file;
  }
}
