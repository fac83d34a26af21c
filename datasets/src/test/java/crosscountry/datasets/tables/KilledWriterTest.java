package crosscountry.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A writer in a process of its own that is killed in mid-append, as an operator or a crash does.
 */
class KilledWriterTest {

  private static final int KILLS = 3;
  private static final int ROWS_PER_FILE = 2000;

  @TempDir Path folder;

  /** Appends without end. */
  static final class EndlessWriter {

    private EndlessWriter() {}

    /** Takes the warehouse's location and the run's id. */
    public static void main(String[] arguments) {
      Table<TrajectoryRow> table = Warehouse.open(arguments[0]).trajectories();
      List<TrajectoryRow> rows =
          Collections.nCopies(ROWS_PER_FILE, SampleRows.trajectory(arguments[1], 0));
      for (int wave = 0; ; wave++) {
        table.append(FileKey.ofRun(arguments[1]).wave(wave), rows);
      }
    }
  }

  @Test
  @Timeout(120)
  void leavesOnlyWholeFiles() throws Exception {
    Table<TrajectoryRow> table = Warehouse.open(folder.toString()).trajectories();
    for (int round = 0; round < KILLS; round++) {
      killInMidAppend("r" + round);

      for (FileKey key : table.keys()) {
        assertThat(table.read(key)).as("rows of %s", key).hasSize(ROWS_PER_FILE);
      }
    }
    assertThat(staged()).as("the kills hit appends under way").isPositive();
    assertThat(table.append(FileKey.ofRun("next").wave(0), List.of())).isTrue();
  }

  // The writer is killed while a staged file is there, so in the middle of an append.
  private void killInMidAppend(String runId) throws IOException, InterruptedException {
    long before = staged();
    Process writer = start(runId);
    try {
      Path first = folder.resolve("trajectories/" + runId + ".wave-00000000.parquet");
      while (!Files.exists(first) || staged() == before) {
        assertThat(writer.isAlive()).isTrue();
        TimeUnit.MILLISECONDS.sleep(1);
      }
    } finally {
      writer.destroyForcibly().waitFor();
    }
  }

  private Process start(String runId) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-cp",
            System.getProperty("java.class.path"),
            EndlessWriter.class.getName(),
            folder.toString(),
            runId)
        .redirectOutput(Redirect.DISCARD)
        .redirectError(new File(folder.toFile(), runId + ".log"))
        .start();
  }

  private long staged() throws IOException {
    Path staging = folder.resolve(".staging/trajectories");
    if (!Files.exists(staging)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(staging)) {
      return files.count();
    }
  }
}
