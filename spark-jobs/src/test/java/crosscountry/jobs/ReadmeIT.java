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
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command of the READMEs does what it says, as a user would type it. Blocks of {@code bash}
 * are typed here, those of {@code console} are for machines that are not at hand.
 */
final class ReadmeIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** In this order, in one folder: the later ones go on with what the first has made. */
  private static final List<String> READMES =
      List.of(
          "README.md",
          "environment/README.md",
          "datasets/README.md",
          "models/README.md",
          "optimality/README.md",
          "spark-jobs/README.md",
          "deploy/README.md");

  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern OF_THE_PROJECT =
      Pattern.compile("\\b(?:deploy/(?:submit|cluster)\\.sh|conf/[\\w.-]+)");
  private static final Pattern COMMAND =
      Pattern.compile("^(?:\\w+=\\S+ )*(?:deploy/\\w+\\.sh|mvn) .*", Pattern.MULTILINE);

  @TempDir private Path folder;

  @AfterEach
  void endWhatABlockLeft() throws IOException, InterruptedException {
    run("deploy/cluster.sh stop");
  }

  @Test
  void everyCommandEndsWell() throws IOException, InterruptedException {
    List<String> blocks = new ArrayList<>();
    for (String readme : READMES) {
      blocks.addAll(blocks(readme, "bash"));
    }
    assertThat(blocks).hasSizeGreaterThan(20);
    for (String block : blocks) {
      if (block.contains("mvn ")) {
        // Maven runs this very test; that CI runs the same command is all that is left to check.
        assertThat(Files.readString(ROOT.resolve(".ci/run"))).contains(block.strip());
        continue;
      }
      long begun = System.nanoTime();
      // The results are the same in kind after a short while, and the suite stays short.
      Run run = run(block.replaceAll("--budget \\S+", "--budget 3s"));
      assertThat(run.exitCode()).as("%s%n%s", block, run.err()).isZero();
      System.out.printf("%4.1f s  %s%n", (System.nanoTime() - begun) / 1e9, block.lines().toList());
    }
    assertThat(folder.resolve("warehouse")).isNotEmptyDirectory();
  }

  /** What would be submitted elsewhere reaches spark-submit, and the program understands it. */
  @Test
  void commandsForOtherMachinesAreUnderstood() throws IOException, InterruptedException {
    Path submit = folder.resolve("spark/bin/spark-submit");
    Files.createDirectories(submit.getParent());
    Files.writeString(submit, "#!/bin/bash\nprintf '%s\\n' \"$@\" >submitted\n");
    assertThat(submit.toFile().setExecutable(true)).isTrue();
    List<String> commands = new ArrayList<>();
    for (String readme : READMES) {
      for (String block : blocks(readme, "console")) {
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
      Run run = run("export SPARK_HOME=" + folder.resolve("spark") + "\n" + here);
      assertThat(run.exitCode()).as("%s%n%s", command, run.err()).isZero();
      List<String> words = Files.readAllLines(folder.resolve("submitted"));
      int application =
          words.indexOf(ROOT.resolve("spark-jobs/target/crosscountry.jar").toString());
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
        blocks("datasets/README.md", "python").stream()
            .filter(block -> block.startsWith("import jax\n"))
            .toList();
    assertThat(traced).isNotEmpty();
    for (String block : traced) {
      Files.writeString(folder.resolve("trace.py"), block);
      Run run = run(python + " trace.py && deploy/submit.sh graphs --equations mine.jaxpr");
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).contains("sin");
    }
  }

  @Test
  void noCommandStandsWhereNothingTypesIt() throws IOException {
    String benchmarks = Files.readString(ROOT.resolve(".ci/benchmarks"));
    assertThat(benchmarks).contains("-P([a-z]+-)?bench");
    for (String readme : READMES) {
      for (String language : List.of("", "sh", "shell")) {
        for (String block : blocks(readme, language)) {
          assertThat(COMMAND.matcher(block).results().map(MatchResult::group))
              .as(readme)
              .allMatch(command -> command.matches("mvn .*-P([a-z]+-)?bench .*"));
        }
      }
    }
  }

  @Test
  void theExitCodeOfACommandReachesTheCaller() throws IOException, InterruptedException {
    Run run = run("deploy/submit.sh evaluate --graph RoeFlux_1d --order 1,1");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("repeats equation 1");
  }

  @Test
  void aTerminatedRunSavesItsStateAndEndsWithExitCode6() throws IOException, InterruptedException {
    String train =
        "deploy/submit.sh train --graphs PropaneCombustion --budget 10m --run-id night"
            + " --set self-play.games-per-task=1";
    Process process = start(train + " & echo $! > pid; wait $!");
    Path trajectories = folder.resolve("warehouse/trajectories");
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (!Files.exists(trajectories) && System.nanoTime() < deadline) {
      Thread.sleep(200);
    }
    assertThat(trajectories).exists();
    terminate();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(6);
    Run resumed = run(train.replace("10m", "5s") + " --resume --format json");
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.out()).contains("\"self_play\"");
  }

  @Test
  void aTerminatedSearchWritesItsBestAndEndsWithExitCode6()
      throws IOException, InterruptedException {
    Process process =
        start(
            "deploy/submit.sh search --graph g --method annealing --budget 10m --format json"
                + " & echo $! > pid; wait $!");
    Path err = folder.resolve("err");
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (!Files.readString(err).contains("best g 4") && System.nanoTime() < deadline) {
      Thread.sleep(200);
    }
    terminate();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(err)).isEqualTo(6);
    assertThat(Files.readString(err)).contains("stopped on request");
    String found = Files.readString(folder.resolve("out"));
    assertThat(found).contains("\"verified\" : true", "\"method\" : \"annealing\"");
    assertThat(folder.resolve("warehouse/orders")).isNotEmptyDirectory();
  }

  @Test
  void aTerminatedProofRecordsWhatIsProvenAndEndsWithExitCode6()
      throws IOException, InterruptedException {
    Process process =
        start(
            "deploy/submit.sh bound --graph g --budget 10m --format json"
                + " & echo $! > pid; wait $!");
    Path runs = folder.resolve("warehouse/runs");
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (!Files.exists(runs) && System.nanoTime() < deadline) {
      Thread.sleep(200);
    }
    // By then the annealing before the proof is over, and an integer program is being solved.
    Thread.sleep(15_000);
    terminate();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    String err = Files.readString(folder.resolve("err"));
    assertThat(process.exitValue()).as(err).isEqualTo(6);
    assertThat(Files.readString(folder.resolve("out")))
        .contains("\"cut_bound\" : 262", "\"verified\" : true");
    assertThat(folder.resolve("warehouse/bounds")).isNotEmptyDirectory();
    assertThat(folder.resolve("warehouse/orders")).isNotEmptyDirectory();
  }

  @Test
  void withoutTheNativesAProofIsOneSentenceAndExitCode1() throws IOException, InterruptedException {
    // Where JNA takes the machine for another one, OR-Tools finds no library for it.
    Run run =
        run(
            "deploy/submit.sh --driver-java-options -Djna.prefix=elsewhere"
                + " bound --graph g --budget 5s");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("error: this machine").doesNotContain("Exception");
  }

  private void terminate() throws IOException, InterruptedException {
    String pid = Files.readString(folder.resolve("pid")).strip();
    assertThat(new ProcessBuilder("kill", "-TERM", pid).start().waitFor()).isZero();
  }

  private static List<String> blocks(String readme, String language) throws IOException {
    return BLOCK
        .matcher(Files.readString(ROOT.resolve(readme)))
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }

  private record Run(int exitCode, String out, String err) {}

  private Run run(String script) throws IOException, InterruptedException {
    Process process = start(script);
    assertThat(process.waitFor(4, TimeUnit.MINUTES)).as(script).isTrue();
    return new Run(
        process.exitValue(),
        Files.readString(folder.resolve("out")),
        Files.readString(folder.resolve("err")));
  }

  private Process start(String script) throws IOException {
    String located = OF_THE_PROJECT.matcher(script).replaceAll("'" + ROOT + "/$0'");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", "set -euo pipefail\n" + located)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().remove("SPARK_HOME");
    builder.environment().put("CROSSCOUNTRY_CLUSTER_DIR", folder.resolve("cluster").toString());
    return builder.start();
  }
}
