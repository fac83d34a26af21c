package crosscountry.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.jobs.selfplay.Traffic;
import crosscountry.jobs.server.TrainingProgress;
import crosscountry.models.network.LossReport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {

  @Test
  void saysHowTheRunStands() {
    LossReport loss = new LossReport(3, 1, 0.5, 0.2, 0.1, 1.25, 1, 1e-3);
    TrainingProgress progress =
        new TrainingProgress(
            List.of(),
            Duration.ofSeconds(20),
            Duration.ofSeconds(95),
            30,
            1000,
            4000,
            Duration.ofSeconds(15),
            Duration.ofSeconds(5),
            3,
            70,
            7,
            Traffic.NOTHING,
            0,
            loss);
    assertThat(ProgressLine.line(progress))
        .contains(
            "0:20",
            "1.5 games/s",
            "50 positions/s",
            "executors busy 75 %",
            "learner 25 %",
            "loss 1.250",
            "version 7",
            "1:15 left");
  }

  @Test
  void keepsToItsInterval() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ProgressLine line =
        new ProgressLine(
            new PrintStream(bytes, true, StandardCharsets.UTF_8), Duration.ofSeconds(5));
    for (int second = 0; second < 12; second++) {
      line.accept(
          new TrainingProgress(
              List.of(),
              Duration.ofSeconds(second),
              Duration.ofMinutes(1),
              0,
              0,
              0,
              Duration.ZERO,
              Duration.ZERO,
              0,
              0,
              0,
              Traffic.NOTHING,
              0,
              null));
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).hasSize(3);
  }
}
