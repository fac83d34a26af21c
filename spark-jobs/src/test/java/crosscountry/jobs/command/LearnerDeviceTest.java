package crosscountry.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import crosscountry.datasets.tables.CheckpointRow;
import crosscountry.datasets.tables.RunRow;
import crosscountry.datasets.tables.Warehouse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the learner runs, as users see it, in a build without CUDA. */
final class LearnerDeviceTest {

  @TempDir private Path folder;

  @BeforeAll
  static void buildsWithCudaAreNotMeant() {
    assumeThat(LearnerDeviceTest.class.getResource("/org/nd4j/linalg/jcublas/JCublasBackend.class"))
        .as("CUDA's backend")
        .isNull();
  }

  private Invocation train(String... settings) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train",
                "--graphs",
                "RoeFlux_1d",
                "--warehouse",
                folder.resolve("warehouse").toString(),
                "--run-id",
                "devices",
                "--synchronous",
                "--no-polish",
                "--set",
                "self-play.tasks-per-wave=2",
                "--set",
                "self-play.games-per-task=4"));
    arguments.addAll(List.of(settings));
    return Invocation.of(arguments.toArray(String[]::new));
  }

  @Test
  void aRunThatMustHaveAGpuIsRefusedBeforeAnythingIsWritten() {
    train("--set", "learner.device=gpu", "--set", "learner.without-gpu=stop", "--waves", "1")
        .assertRefusedWith(
            "the learner cannot run on a GPU, as learner.device=gpu asks: this build has no CUDA"
                + " backend; build it by mvn -Pcuda");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aRunThatWantsAGpuGoesOnWithoutIfItMay() {
    Invocation dryRun = train("--set", "learner.device=gpu", "--dry-run");
    assertThat(dryRun.exitCode()).isZero();
    assertThat(dryRun.out()).contains("learner on the processor, since this build has no CUDA");
    assertThat(train("--set", "learner.device=cpu", "--dry-run").out())
        .contains("learner on the processor, since learner.device is cpu");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    train("--set", "learner.device=tpu", "--dry-run").assertRefusedWith("auto, cpu, gpu");
    train("--set", "learner.without-gpu=wait", "--dry-run").assertRefusedWith("stop, cpu");
    train("--set", "learner.workers=65", "--dry-run").assertRefusedWith("between 0 and 64");
  }

  @Test
  void aRunOfTwoWorkersIsRecordedAndResumedByOne() {
    Invocation begun = train("--set", "learner.workers=2", "--waves", "2");
    assertThat(begun.exitCode()).as(begun.err()).isZero();
    Invocation resumed = train("--set", "learner.workers=1", "--waves", "3", "--resume");
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    Warehouse warehouse = Warehouse.open(folder.resolve("warehouse").toString());
    assertThat(warehouse.runs().read())
        .filteredOn(row -> row.attempt() == 1)
        .extracting(RunRow::hardware)
        .isNotEmpty()
        .allSatisfy(
            hardware ->
                assertThat(hardware)
                    .contains("MiB heap, learns by CpuBackend on ", "per operation, 2 workers"));
    assertThat(warehouse.runs().read())
        .filteredOn(row -> row.attempt() == 2)
        .extracting(RunRow::hardware)
        .isNotEmpty()
        .allSatisfy(hardware -> assertThat(hardware).endsWith("per operation, 1 worker"));
    CheckpointRow newest = warehouse.checkpoints().latest("devices").checkpoint().orElseThrow();
    assertThat(newest.updaterState().toArray()).hasSize(2 * newest.parameters().toArray().length);
  }
}
