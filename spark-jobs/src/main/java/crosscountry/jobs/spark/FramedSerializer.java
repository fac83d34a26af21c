package crosscountry.jobs.spark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Sends an object in a frame, so that it arrives as it was or not at all: the length of its body in
 * bytes and a checksum, four bytes each, then the body. The checksum is the CRC-32C (RFC 3720,
 * appendix B.4) of the object's name and the body, so that nothing is taken for something else.
 *
 * <p>Stateless. Objects may not be null; Kryo says so by a byte of its own.
 *
 * @param <T> type of the object
 */
abstract class FramedSerializer<T> extends Serializer<T> {

  private static final int FIRST_SIZE = 1024;
  private static final int NO_LIMIT = -1;

  /** A damaged length must not make the reader reserve memory for bytes that do not come. */
  private static final int FIRST_PART = 1 << 16;

  private final String name;
  private final byte[] nameBytes;

  /**
   * Creates a serializer.
   *
   * @param name what to call the object at the beginning of a sentence
   */
  FramedSerializer(String name) {
    super(false, true);
    this.name = name;
    this.nameBytes = name.getBytes(StandardCharsets.UTF_8);
  }

  /** Writes the object. */
  abstract void writeBody(Kryo kryo, Output body, T object);

  /** Reads what {@link #writeBody} wrote, all of it. */
  abstract T readBody(Kryo kryo, Input body);

  @Override
  public final void write(Kryo kryo, Output output, T object) {
    Output body = new Output(FIRST_SIZE, NO_LIMIT);
    writeBody(kryo, body, object);
    output.writeInt(body.position());
    output.writeInt(checksum(body.getBuffer(), body.position()));
    output.writeBytes(body.getBuffer(), 0, body.position());
  }

  /**
   * Reads an object.
   *
   * @throws DamagedMessageException if the frame is cut off, or its body is not what was sent
   */
  @Override
  public final T read(Kryo kryo, Input input, Class<T> type) {
    Input body = new Input(checkedBody(input));
    T object;
    try {
      object = readBody(kryo, body);
    } catch (RuntimeException unreadable) {
      throw new DamagedMessageException(
          "%s arrived as sent, but cannot be read; all machines must run the same version of the program"
              .formatted(name),
          unreadable);
    }
    if (body.position() != body.limit()) {
      throw new DamagedMessageException(
          "%s arrived as sent, but ends after %d of %d bytes; all machines must run the same version of the program"
              .formatted(name, body.position(), body.limit()));
    }
    return object;
  }

  private byte[] checkedBody(Input input) {
    byte[] body;
    int sent;
    try {
      int length = input.readInt();
      sent = input.readInt();
      if (length < 0) {
        throw new DamagedMessageException(
            "%s arrived damaged: its length is %d bytes".formatted(name, length));
      }
      body = bytes(input, length);
    } catch (KryoException cutOff) {
      throw new DamagedMessageException("%s arrived cut off".formatted(name), cutOff);
    }
    int arrived = checksum(body, body.length);
    if (arrived != sent) {
      throw new DamagedMessageException(
          "%s of %d bytes arrived damaged: its checksum is %08x, not %08x"
              .formatted(name, body.length, arrived, sent));
    }
    return body;
  }

  private static byte[] bytes(Input input, int length) {
    byte[] bytes = new byte[Math.min(length, FIRST_PART)];
    input.readBytes(bytes);
    while (bytes.length < length) {
      int filled = bytes.length;
      bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * filled));
      input.readBytes(bytes, filled, bytes.length - filled);
    }
    return bytes;
  }

  private int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(nameBytes);
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }
}
