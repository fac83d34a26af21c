package crosscountry.jobs.report.tensorboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Writes records in the framing of TFRecord files: the length in 8 bytes and its checksum in 4, the
 * data, and their checksum in 4, all little-endian. Checksums are CRC-32C, rotated right by 15 bits
 * plus a constant (TensorFlow, {@code core/lib/io/record_writer.h} and {@code
 * core/lib/hash/crc32c.h}).
 */
final class RecordStream {

  private static final int MASK_SHIFT = 15;
  private static final int MASK_DELTA = 0xA282EAD8;

  private final OutputStream out;

  RecordStream(OutputStream out) {
    this.out = out;
  }

  /**
   * Writes a record.
   *
   * @throws IOException if the stream cannot take it
   */
  void write(ByteArrayOutputStream record) throws IOException {
    byte[] data = record.toByteArray();
    byte[] length = littleEndian(Long.BYTES).putLong(data.length).array();
    out.write(length);
    out.write(littleEndian(Integer.BYTES).putInt(checksum(length)).array());
    out.write(data);
    out.write(littleEndian(Integer.BYTES).putInt(checksum(data)).array());
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns the masked checksum of some bytes. */
  static int checksum(byte[] data) {
    CRC32C checksum = new CRC32C();
    checksum.update(data);
    return Integer.rotateRight((int) checksum.getValue(), MASK_SHIFT) + MASK_DELTA;
  }
}
