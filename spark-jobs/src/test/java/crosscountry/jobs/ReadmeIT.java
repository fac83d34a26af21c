package crosscountry.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import crosscountry.jobs.fixture.OutsideTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command of the READMEs is typed by a test, as far as it goes on one machine. */
final class ReadmeIT {

  private static final Pattern COMMAND =
      Pattern.compile("^(?:\\w+=\\S+ )*(?:deploy/\\w+\\.sh|mvn) .*", Pattern.MULTILINE);

  @TempDir private Path folder;
  private Terminal terminal;

  @BeforeEach
  void open() {
    terminal = new Terminal(folder);
  }

  @Test
  void everyBlockIsTypedByOneTest() {
    List<String> typed =
        Stream.of(TrainingReadmeIT.TYPED, OperationReadmeIT.TYPED)
            .flatMap(List::stream)
            .flatMap(readme -> readme.blocks("bash").stream())
            .toList();
    assertThat(typed)
        .hasSizeGreaterThan(20)
        .containsExactlyInAnyOrderElementsOf(
            Readme.all().stream().flatMap(readme -> readme.blocks("bash").stream()).toList());
  }

  /** Maven runs this very test; that CI runs the same command is all that is left to check. */
  @Test
  void whatMavenIsToDoIsDoneByTheTestCommand() throws IOException {
    String tests = Files.readString(Readme.ROOT.resolve(".ci/run"));
    assertThat(Readme.all())
        .flatMap(readme -> readme.blocks("bash"))
        .filteredOn(block -> block.contains("mvn "))
        .isNotEmpty()
        .allSatisfy(block -> assertThat(tests).contains(block.strip()));
  }

  /** What would be submitted elsewhere reaches spark-submit, and the program understands it. */
  @Test
  void commandsForOtherMachinesAreUnderstood() throws IOException, InterruptedException {
    Path submit = folder.resolve("spark/bin/spark-submit");
    Files.createDirectories(submit.getParent());
    Files.writeString(submit, "#!/bin/bash\nprintf '%s\\n' \"$@\" >submitted\n");
    assertThat(submit.toFile().setExecutable(true)).isTrue();
    List<String> commands = new ArrayList<>();
    for (Readme readme : Readme.all()) {
      for (String block : readme.blocks("console")) {
        block
            .replace("\\\n", " ")
            .lines()
            .filter(line -> line.contains("deploy/submit.sh"))
            .forEach(commands::add);
      }
    }
    assertThat(commands).hasSizeGreaterThan(3);
    for (String command : commands) {
      String here = command.replaceAll("SPARK_HOME=\\S+", "");
      Terminal.Run run = terminal.run("export SPARK_HOME=" + folder.resolve("spark") + "\n" + here);
      assertThat(run.exitCode()).as("%s%n%s", command, run.err()).isZero();
      List<String> words = Files.readAllLines(folder.resolve("submitted"));
      int application =
          words.indexOf(Readme.ROOT.resolve("spark-jobs/target/crosscountry.jar").toString());
      List<String> given = words.subList(application + 1, words.size());
      assertThat(application).as(command).isPositive();
      assertThatCode(
              () -> Main.commandLine(Clock.systemUTC()).parseArgs(given.toArray(String[]::new)))
          .as(command)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void whatJaxPrintsByTheReadmeIsRead() throws IOException, InterruptedException {
    String python = OutsideTool.place("CROSSCOUNTRY_JAX_PYTHON").toString();
    List<String> traced =
        Readme.of("datasets").blocks("python").stream()
            .filter(block -> block.startsWith("import jax\n"))
            .toList();
    assertThat(traced).isNotEmpty();
    for (String block : traced) {
      Files.writeString(folder.resolve("trace.py"), block);
      Terminal.Run run =
          terminal.run(python + " trace.py && deploy/submit.sh graphs --equations mine.jaxpr");
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).contains("sin");
    }
  }

  @Test
  void noCommandStandsWhereNothingTypesIt() throws IOException {
    String benchmarks = Files.readString(Readme.ROOT.resolve(".ci/benchmarks"));
    assertThat(benchmarks).contains("-P([a-z]+-)?bench");
    for (Readme readme : Readme.all()) {
      for (String language : List.of("", "sh", "shell")) {
        for (String block : readme.blocks(language)) {
          assertThat(COMMAND.matcher(block).results().map(MatchResult::group))
              .as(block)
              .allMatch(command -> command.matches("mvn .*-P([a-z]+-)?bench .*"));
        }
      }
    }
  }

  @Test
  void theExitCodeOfACommandReachesTheCaller() throws IOException, InterruptedException {
    Terminal.Run run = terminal.run("deploy/submit.sh evaluate --graph RoeFlux_1d --order 1,1");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("repeats equation 1");
  }

  @Test
  void withoutTheNativesAProofIsOneSentenceAndExitCode1() throws IOException, InterruptedException {
    // Where JNA takes the machine for another one, OR-Tools finds no library for it.
    Terminal.Run run =
        terminal.run(
            "deploy/submit.sh --driver-java-options -Djna.prefix=elsewhere"
                + " bound --graph g --budget 5s");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("error: this machine").doesNotContain("Exception");
  }
}
