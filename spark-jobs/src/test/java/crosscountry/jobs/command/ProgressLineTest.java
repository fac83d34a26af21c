package crosscountry.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.jobs.refit.RefitProgress;
import crosscountry.jobs.selfplay.Traffic;
import crosscountry.jobs.server.TrainingProgress;
import crosscountry.jobs.server.WaveCount;
import crosscountry.models.network.LossReport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {

  private static final Duration INTERVAL = Duration.ofSeconds(5);

  @Test
  void saysHowTheRunStands() {
    WaveCount untilTheBudgetEnds = new WaveCount(4, 2, OptionalInt.empty());
    assertThat(ProgressLine.line(after(20, untilTheBudgetEnds)))
        .contains(
            "0:20",
            "4 waves |",
            "1.5 games/s",
            "50 positions/s",
            "executors busy 75 %",
            "learner 25 %",
            "loss 1.250",
            "version 7",
            "1:15 left");
  }

  @Test
  void theTimeThatIsLeftEndsWithTheLastWaveOrTheBudget() {
    assertThat(ProgressLine.line(after(20, new WaveCount(4, 2, OptionalInt.of(6)))))
        .as("five seconds a wave")
        .contains("4 waves, 6 to go", "0:30 left");
    assertThat(ProgressLine.line(after(20, new WaveCount(4, 2, OptionalInt.of(600)))))
        .as("the budget ends first")
        .contains("4 waves, 600 to go", "1:15 left");
    assertThat(ProgressLine.line(after(20, new WaveCount(0, 2, OptionalInt.of(6)))))
        .as("no wave has told how long one takes")
        .contains("1:15 left");
    assertThat(ProgressLine.line(after(20, new WaveCount(4, 0, OptionalInt.of(0)))))
        .contains("0:00 left");
  }

  @Test
  void theTimeThatIsLeftOfARefitFollowsItsRounds() {
    assertThat(RefitProgressLine.line(new RefitProgress(2, 3, 1, 4, Duration.ofSeconds(50))))
        .isEqualTo("0:50 | epoch 2 of 3, round 1 of 4 | 1:10 left");
  }

  @Test
  void keepsToItsInterval() {
    ProgressLine training = new ProgressLine(Diagnostics.TEXT, INTERVAL);
    RefitProgressLine refit = new RefitProgressLine(Diagnostics.TEXT, INTERVAL);
    PrintStream original = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      for (int second = 0; second < 12; second++) {
        training.accept(after(second, new WaveCount(0, 1, OptionalInt.empty())));
        refit.accept(new RefitProgress(1, 1, second, 12, Duration.ofSeconds(second)));
      }
    } finally {
      System.setErr(original);
    }
    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).filteredOn(line -> line.contains("games/s")).hasSize(3);
    assertThat(lines).filteredOn(line -> line.contains("round")).hasSize(2);
  }

  private static TrainingProgress after(int seconds, WaveCount waves) {
    return new TrainingProgress(
        List.of(),
        Duration.ofSeconds(seconds),
        Duration.ofSeconds(95),
        waves,
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
        new LossReport(3, 1, 0.5, 0.2, 0.1, 1.25, 1, 1e-3));
  }
}
