package crosscountry.datasets.jaxpr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How files are read, and what is said of those that can't be. */
class JaxprFileTest {

  @TempDir Path folder;

  @Test
  void readsUtf8WithAndWithoutMark() throws IOException {
    String text = "{ lambda ; \u00E9. let in (\u00E9,) } # \u2713";
    Path plain = Files.writeString(folder.resolve("plain.jaxpr"), text);
    Path marked = Files.writeString(folder.resolve("marked.jaxpr"), "\uFEFF" + text);

    assertThat(JaxprFile.read(plain).main().inputs().get(0).name()).isEqualTo("\u00E9");
    assertThat(JaxprFile.read(marked)).isEqualTo(JaxprFile.read(plain));
  }

  @Test
  void errorsInTheTextNameTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.jaxpr"), "{ lambda ; a. let\n in (b,) }");

    assertThatExceptionOfType(JaxprSyntaxException.class)
        .isThrownBy(() -> JaxprFile.read(file))
        .withMessage("%s, line 2, column 6: the variable 'b' is read before it is defined", file);
  }

  @Test
  void refusesWhatIsNoFile() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    refuses(folder.resolve("missing.jaxpr"), "there is no file %s");
    refuses(folder.resolve("no/folder.jaxpr"), "there is no file %s");
    refuses(folder, "%s is a directory, not a jaxpr");
    refuses(file.resolve("below.jaxpr"), "%s can't be read: .*Not a directory");
  }

  @Test
  void refusesWhatIsNoText() throws IOException {
    byte[] latin = "{ lambda ; \u00E9. let in () }".getBytes(StandardCharsets.ISO_8859_1);

    refuses(Files.write(folder.resolve("latin.jaxpr"), latin), "%s isn't UTF-8 text");
  }

  @Test
  void refusesWhatIsTooLarge() throws IOException {
    Path large = folder.resolve("large.jaxpr");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength((64L << 20) + 1);
    }

    refuses(large, "%s is larger than 64 MB, too large for a jaxpr");
  }

  @Test
  void aMessageIsOneLineWhateverTheName() {
    Path odd = folder.resolve("odd\nname\u2028.jaxpr");

    assertThatExceptionOfType(UnreadableJaxprException.class)
        .isThrownBy(() -> JaxprFile.read(odd))
        .withMessageEndingWith("odd?name?.jaxpr");
  }

  private static void refuses(Path file, String pattern) {
    assertThatExceptionOfType(UnreadableJaxprException.class)
        .isThrownBy(() -> JaxprFile.read(file))
        .withMessageMatching(pattern.formatted(java.util.regex.Pattern.quote(file.toString())));
  }
}
