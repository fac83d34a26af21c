package crosscountry.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command of the README does what it says, as a user would type it. */
final class ReadmeIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern BLOCK = Pattern.compile("```bash\\n(.*?)```", Pattern.DOTALL);

  private static final Pattern SCRIPT = Pattern.compile("deploy/(submit|cluster)\\.sh");

  @TempDir private Path folder;

  @AfterEach
  void endWhatABlockLeft() throws IOException, InterruptedException {
    run("deploy/cluster.sh stop");
  }

  @Test
  void everyCommandEndsWell() throws IOException, InterruptedException {
    List<String> blocks = blocks();
    assertThat(blocks).hasSizeGreaterThan(3);
    for (String block : blocks) {
      if (block.contains("mvn ")) {
        // Maven runs this very test; that CI runs the same command is all that is left to check.
        assertThat(Files.readString(ROOT.resolve(".ci/run"))).contains(block.strip());
        continue;
      }
      Run run = run(block);
      assertThat(run.exitCode()).as("%s%n%s", block, run.err()).isZero();
    }
    assertThat(folder.resolve("warehouse")).isNotEmptyDirectory();
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

  private static List<String> blocks() throws IOException {
    Matcher matcher = BLOCK.matcher(Files.readString(ROOT.resolve("README.md")));
    List<String> blocks = new ArrayList<>();
    while (matcher.find()) {
      // The results are the same in kind after a short while, and the suite stays short.
      blocks.add(matcher.group(1).replaceAll("--budget \\S+", "--budget 5s"));
    }
    return blocks;
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
    String located = SCRIPT.matcher(script).replaceAll("'" + ROOT + "/$0'");
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
