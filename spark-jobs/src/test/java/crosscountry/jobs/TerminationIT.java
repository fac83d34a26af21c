package crosscountry.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked to end keeps what it has, and says by its exit code that it was stopped. */
final class TerminationIT {

  @TempDir private Path folder;
  private Terminal terminal;
  private Process process;

  @BeforeEach
  void open() {
    terminal = new Terminal(folder);
  }

  @AfterEach
  void end() {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void aRunSavesItsState() throws Exception {
    String train =
        "deploy/submit.sh train --graphs PropaneCombustion --budget 10m --run-id night"
            + " --set self-play.games-per-task=1";

    terminateWhen(() -> Files.exists(folder.resolve("warehouse/trajectories")), train);

    Terminal.Run resumed = terminal.run(train.replace("10m", "2s") + " --resume --format json");
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.out()).contains("\"self_play\"");
  }

  @Test
  void aSearchWritesItsBest() throws Exception {
    terminateWhen(
        () -> terminal.err().contains("best g 4"),
        "deploy/submit.sh search --graph g --method annealing --budget 10m --format json");

    assertThat(terminal.err()).contains("stopped on request");
    assertThat(terminal.out()).contains("\"verified\" : true", "\"method\" : \"annealing\"");
    assertThat(folder.resolve("warehouse/orders")).isNotEmptyDirectory();
  }

  @Test
  void aProofRecordsWhatIsProven() throws Exception {
    // It says so when the annealing before the proof is over and a first integer program is solved.
    terminateWhen(
        () -> terminal.err().contains("g lower bound"),
        "deploy/submit.sh bound --graph g --budget 10m --format json");

    assertThat(terminal.out()).contains("\"cut_bound\" : 262", "\"verified\" : true");
    assertThat(folder.resolve("warehouse/bounds")).isNotEmptyDirectory();
    assertThat(folder.resolve("warehouse/orders")).isNotEmptyDirectory();
  }

  /** Starts a command, and asks it to end when a condition holds; it ends with exit code 6. */
  private void terminateWhen(Callable<Boolean> condition, String command) throws Exception {
    process = terminal.start(command + " & echo $! > pid; wait $!");
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (!condition.call()) {
      assertThat(process.isAlive() && System.nanoTime() < deadline).as(terminal.err()).isTrue();
      Thread.sleep(100);
    }
    String pid = Files.readString(folder.resolve("pid")).strip();
    assertThat(new ProcessBuilder("kill", "-TERM", pid).start().waitFor()).isZero();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as(terminal.err()).isTrue();
    assertThat(process.exitValue()).as(terminal.err()).isEqualTo(6);
  }
}
