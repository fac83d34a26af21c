package crosscountry.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.jobs.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** The files by which others run the program, and what is to be seen of them from here. */
final class DeployedFiles {

  /** The project. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** Where the files take the project to lie. */
  static final String HOME = "/opt/crosscountry";

  private DeployedFiles() {}

  static String read(String file) throws IOException {
    return Files.readString(ROOT.resolve(file));
  }

  /** The command line understands the words, and the command is the one that is meant. */
  static void assertUnderstood(List<String> words, String command) {
    assertThat(words).first().isEqualTo(command);
    CommandLine.ParseResult parsed =
        Main.commandLine(Clock.systemUTC()).parseArgs(words.toArray(String[]::new));
    assertThat(parsed.subcommand().commandSpec().name()).isEqualTo(command);
    assertThat(parsed.subcommand().unmatched()).isEmpty();
  }

  /** Returns the words of a line that submits, as a shell reads them; what follows is left out. */
  static List<String> submitted(String line) {
    String script = HOME + "/deploy/submit.sh ";
    assertThat(line).contains(script);
    assertThat(ROOT.resolve("deploy/submit.sh")).isExecutable();
    String words = line.substring(line.indexOf(script) + script.length());
    return List.of(words.replaceAll("\\s*>>.*", "").strip().split("\\s+", -1));
  }

  /** Runs a program to its end, and returns what it printed to standard output. */
  static String printed(ProcessBuilder program) throws IOException, InterruptedException {
    Path out = Files.createTempFile("printed", ".out");
    Path err = Files.createTempFile("printed", ".err");
    try {
      Process process = program.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      assertThat(process.waitFor(3, TimeUnit.MINUTES))
          .as(String.join(" ", program.command()))
          .isTrue();
      assertThat(process.exitValue())
          .as("%s%n%s%s", program.command(), Files.readString(out), Files.readString(err))
          .isZero();
      return Files.readString(out);
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
