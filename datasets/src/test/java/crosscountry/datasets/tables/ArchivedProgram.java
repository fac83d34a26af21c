package crosscountry.datasets.tables;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * A program that is started many times, each time in a small JVM of its own, which maps its classes
 * from an archive: to load and to check them takes half the processor time of a short life.
 */
final class ArchivedProgram {

  private final Path archive;
  private final List<String> words;

  private ArchivedProgram(Path archive, List<String> words) {
    this.archive = archive;
    this.words = words;
  }

  /**
   * Runs the program once, and archives the classes that it loads.
   *
   * @param folder where the archive and what it needs are to lie
   * @param program has a main method
   * @param arguments with which the program ends by itself where its standard input is empty
   */
  static ArchivedProgram of(Path folder, Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    List<String> words =
        List.of(
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            jars(folder),
            program.getName());
    ArchivedProgram archived = new ArchivedProgram(folder.resolve("classes.jsa"), words);
    Path log = folder.resolve("log");
    Process process =
        archived
            .command("-XX:ArchiveClassesAtExit=", arguments)
            .redirectInput(Files.createFile(folder.resolve("nothing")).toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(log));
    }
    return archived;
  }

  /** Returns this JVM's class path with a jar for each folder: an archive holds jars' classes. */
  private static String jars(Path folder) {
    List<String> jars = new ArrayList<>();
    for (String place : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (place.isEmpty()) {
        // A separator at the end stands for the current folder, where no classes are.
        continue;
      }
      if (Files.isDirectory(Path.of(place))) {
        String jar = folder.resolve(jars.size() + ".jar").toString();
        int code =
            ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", jar, "-C", place, ".");
        if (code != 0) {
          throw new IllegalStateException("no jar of " + place);
        }
        jars.add(jar);
      } else {
        jars.add(place);
      }
    }
    return String.join(File.pathSeparator, jars);
  }

  /** Returns a command that runs the program. */
  ProcessBuilder command(String... arguments) {
    return command("-XX:SharedArchiveFile=", arguments);
  }

  private ProcessBuilder command(String use, String[] arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(use + archive);
    command.addAll(words);
    command.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(command);
  }
}
