package crosscountry.datasets.tables;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 over values that each begin with their length, so that no two sequences of values have
 * the same bytes. All numbers are big-endian.
 */
final class ContentDigest {

  private final MessageDigest digest;

  ContentDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** Adds the 8 bytes of a number. */
  ContentDigest number(long value) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, value));
    return this;
  }

  /** Adds the number of bytes of a text in UTF-8, then the bytes. */
  ContentDigest text(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds the number of bytes, then the bytes. */
  ContentDigest bytes(Bytes bytes) {
    return bytes(bytes.toArray());
  }

  /** Adds the number of floats, then 4 bytes each. */
  ContentDigest floats(Floats floats) {
    number(floats.length());
    ByteBuffer buffer = ByteBuffer.allocate(floats.length() * Float.BYTES);
    for (int position = 0; position < floats.length(); position++) {
      buffer.putFloat(floats.get(position));
    }
    digest.update(buffer.flip());
    return this;
  }

  private ContentDigest bytes(byte[] bytes) {
    number(bytes.length);
    digest.update(bytes);
    return this;
  }

  /** Returns the digest of all that was added, in hexadecimal. */
  String hexadecimal() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
