package crosscountry.datasets.jaxpr;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A jaxpr in a file of the user's. */
public final class JaxprFile {

  private static final long LARGEST_BYTES = 64L << 20;

  private JaxprFile() {}

  /**
   * Reads a file.
   *
   * @throws UnreadableJaxprException if the file cannot be read as text
   * @throws JaxprSyntaxException if the text is no jaxpr
   */
  public static Jaxpr read(Path file) {
    return JaxprParser.parse(file.toString(), text(file));
  }

  private static String text(Path file) {
    if (!Files.exists(file)) {
      throw unreadable(file, "does not exist; check the path", null);
    }
    if (!Files.isRegularFile(file)) {
      throw unreadable(file, "is not a file; name a .jaxpr file in it", null);
    }
    try {
      if (Files.size(file) > LARGEST_BYTES) {
        throw unreadable(file, "is larger than 64 MiB, too large for a trace", null);
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException notText) {
      throw unreadable(file, "is not UTF-8 text; print the jaxpr into it again", notText);
    } catch (IOException fault) {
      throw unreadable(file, "cannot be read (" + fault.getMessage() + ")", fault);
    }
  }

  private static UnreadableJaxprException unreadable(Path file, String why, Throwable cause) {
    return new UnreadableJaxprException("the file %s %s".formatted(file, why), cause);
  }
}
