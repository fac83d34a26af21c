package crosscountry.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.jobs.fixture.OutsideTool;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The units for systemd, as its own verification sees them. */
final class SystemdUnitsTest {

  private static final String SERVICE = "crosscountry-retrain.service";
  private static final String TIMER = "crosscountry-retrain.timer";

  @TempDir private Path folder;

  @Test
  void systemdTakesTheUnits() throws IOException, InterruptedException {
    place(SERVICE, "", "");
    place(TIMER, "", "");
    place("crosscountry-maintain.service", "", "");
    place("crosscountry-maintain.timer", "", "");
    verify();
  }

  @Test
  void aMisspeltSettingWouldBeSeen() throws IOException {
    place(SERVICE, "KillMode=mixed", "KillMode=mxied");
    place(TIMER, "", "");
    assertThatThrownBy(this::verify).hasMessageContaining("mxied");
  }

  @ParameterizedTest
  @ValueSource(strings = {"retrain", "maintain"})
  void theServicesSubmitTheirCommands(String command) throws IOException {
    String start =
        DeployedFiles.read("deploy/schedule/crosscountry-%s.service".formatted(command))
            .lines()
            .filter(line -> line.startsWith("ExecStart="))
            .findFirst()
            .orElseThrow();
    DeployedFiles.assertUnderstood(DeployedFiles.submitted(start), command);
  }

  @Test
  void theTimerElapsesEachNight() throws IOException, InterruptedException {
    String calendar =
        DeployedFiles.read("deploy/schedule/" + TIMER)
            .lines()
            .filter(line -> line.startsWith("OnCalendar="))
            .findFirst()
            .orElseThrow()
            .substring("OnCalendar=".length());
    ProcessBuilder next =
        new ProcessBuilder(
            analyze().toString(),
            "calendar",
            "--base-time=2030-06-01 12:00:00 UTC",
            "--iterations=2",
            calendar);
    next.environment().put("TZ", "UTC");
    assertThat(DeployedFiles.printed(next)).contains("2030-06-02 02:30:00", "2030-06-03 02:30:00");
  }

  /** Copies a unit to where it is verified, with the project where it is. */
  private void place(String unit, String text, String replacement) throws IOException {
    String content = DeployedFiles.read("deploy/schedule/" + unit);
    assertThat(content).contains(text);
    Files.writeString(
        folder.resolve(unit),
        content
            .replace(DeployedFiles.HOME, DeployedFiles.ROOT.toString())
            .replace(text, replacement));
  }

  private void verify() throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(analyze().toString(), "verify", "--man=no", "--recursive-errors=no"));
    try (DirectoryStream<Path> units = Files.newDirectoryStream(folder)) {
      units.forEach(unit -> command.add(unit.toString()));
    }
    DeployedFiles.printed(new ProcessBuilder(command));
  }

  private static Path analyze() {
    return OutsideTool.program("CROSSCOUNTRY_SYSTEMD_ANALYZE", "systemd-analyze");
  }
}
