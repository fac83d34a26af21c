package crosscountry.jobs.retrain;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NightlyRetrainingTest {

  @TempDir private Path folder;
  private final NightClock clock = new NightClock(Instant.parse("2030-11-01T01:00:00Z"));

  @Test
  void tune() throws Exception {
    Files.writeString(Path.of("/tmp/retrain-cp.txt"), System.getProperty("java.class.path"));
  }
}
