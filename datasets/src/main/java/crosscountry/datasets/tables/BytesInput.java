package crosscountry.datasets.tables;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A file that Parquet reads from memory, past any file system. */
final class BytesInput implements InputFile {

  private final byte[] bytes;

  /** Takes an array that nobody changes. */
  BytesInput(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long getLength() {
    return bytes.length;
  }

  @Override
  public SeekableInputStream newStream() {
    return new Stream(new Cursor(bytes));
  }

  /** A stream whose place can be asked for and chosen. */
  private static final class Cursor extends ByteArrayInputStream {

    Cursor(byte[] bytes) {
      super(bytes);
    }

    long place() {
      return pos;
    }

    void moveTo(long place) throws EOFException {
      if (place < 0 || place > count) {
        throw new EOFException("place %d is outside of a file of %d bytes".formatted(place, count));
      }
      pos = (int) place;
    }
  }

  /** The same as Parquet asks for it. */
  private static final class Stream extends DelegatingSeekableInputStream {

    private final Cursor cursor;

    Stream(Cursor cursor) {
      super(cursor);
      this.cursor = cursor;
    }

    @Override
    public long getPos() {
      return cursor.place();
    }

    @Override
    public void seek(long place) throws EOFException {
      cursor.moveTo(place);
    }
  }
}
