package crosscountry.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A README, or a part of one. Its blocks of {@code bash} are typed by tests, those of {@code
 * console} are for machines that are not at hand.
 *
 * @param text what it says
 */
record Readme(String text) {

  /** Where the project's files are. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  /** Returns that of the project. */
  static Readme ofTheProject() {
    return of("");
  }

  /**
   * Returns that of a folder of the project.
   *
   * @param folder its path from the project's root
   */
  static Readme of(String folder) {
    try {
      return new Readme(Files.readString(ROOT.resolve(folder).resolve("README.md")));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Returns those of all modules of Maven's. */
  static List<Readme> ofTheModules() {
    return Stream.of("environment", "datasets", "models", "optimality", "spark-jobs")
        .map(Readme::of)
        .toList();
  }

  /** Returns all of the project. */
  static List<Readme> all() {
    return Stream.of(Stream.of(ofTheProject()), ofTheModules().stream(), Stream.of(of("deploy")))
        .flatMap(readmes -> readmes)
        .toList();
  }

  /**
   * Returns what stands before a heading.
   *
   * @throws IllegalStateException if there is no such heading
   */
  Readme before(String heading) {
    return new Readme(text.substring(0, start(heading)));
  }

  /**
   * Returns what stands under a heading and all that follow.
   *
   * @throws IllegalStateException if there is no such heading
   */
  Readme from(String heading) {
    return new Readme(text.substring(start(heading)));
  }

  private int start(String heading) {
    int start = text.indexOf("\n## " + heading + "\n");
    if (start < 0) {
      throw new IllegalStateException("the README has no heading " + heading);
    }
    return start;
  }

  /**
   * Returns the contents of its blocks in a language.
   *
   * @param language the word behind the three ticks
   */
  List<String> blocks(String language) {
    return BLOCK
        .matcher(text)
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }
}
