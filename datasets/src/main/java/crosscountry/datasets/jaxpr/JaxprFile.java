package crosscountry.datasets.jaxpr;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads jaxprs from files. */
public final class JaxprFile {

  private static final int LARGEST_MEGABYTES = 64;
  private static final int LARGEST = LARGEST_MEGABYTES << 20;

  /** Some editors begin UTF-8 with it. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private JaxprFile() {}

  /**
   * Reads a file.
   *
   * @throws UnreadableJaxprException if the file can't be read as text
   * @throws JaxprSyntaxException if the text isn't a jaxpr
   */
  public static JaxprListing read(Path file) {
    return JaxprParser.parse(file.toString(), text(file));
  }

  /**
   * Returns the text of a file.
   *
   * @throws UnreadableJaxprException if the file can't be read as text
   */
  public static String text(Path file) {
    String text = decoded(file, bytes(file));
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  private static byte[] bytes(Path file) {
    if (Files.isDirectory(file)) {
      throw new UnreadableJaxprException("%s is a directory, not a jaxpr".formatted(file));
    }
    // The size of a pipe isn't known ahead, so it's the reading that is bounded.
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new UnreadableJaxprException(
            "%s is larger than %d MB, too large for a jaxpr".formatted(file, LARGEST_MEGABYTES));
      }
      return bytes;
    } catch (NoSuchFileException missing) {
      throw new UnreadableJaxprException("there is no file %s".formatted(file), missing);
    } catch (AccessDeniedException denied) {
      throw new UnreadableJaxprException(
          "%s can't be read: permission denied".formatted(file), denied);
    } catch (IOException fault) {
      throw new UnreadableJaxprException(
          "%s can't be read: %s".formatted(file, fault.getMessage()), fault);
    }
  }

  private static String decoded(Path file, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notText) {
      throw new UnreadableJaxprException("%s isn't UTF-8 text".formatted(file), notText);
    }
  }
}
