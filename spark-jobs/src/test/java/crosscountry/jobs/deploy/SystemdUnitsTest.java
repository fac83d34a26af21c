package crosscountry.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.jobs.fixture.OutsideTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The units for systemd, as its own verification sees them. */
final class SystemdUnitsTest {

  private static final String SERVICE = "crosscountry-retrain.service";
  private static final String TIMER = "crosscountry-retrain.timer";

  @TempDir private Path folder;

  @Test
  void systemdTakesTheUnits() throws IOException, InterruptedException {
    place(SERVICE, "", "");
    place(TIMER, "", "");
    verify();
  }

  @Test
  void aMisspeltSettingWouldBeSeen() throws IOException {
    place(SERVICE, "KillMode=mixed", "KillMode=mxied");
    place(TIMER, "", "");
    assertThatThrownBy(this::verify).hasMessageContaining("mxied");
  }

  @Test
  void theServiceSubmitsARetraining() throws IOException {
    String start =
        DeployedFiles.read("deploy/schedule/" + SERVICE)
            .lines()
            .filter(line -> line.startsWith("ExecStart="))
            .findFirst()
            .orElseThrow();
    DeployedFiles.assertUnderstood(DeployedFiles.submitted(start), "retrain");
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
    DeployedFiles.printed(
        new ProcessBuilder(
            analyze().toString(),
            "verify",
            "--man=no",
            "--recursive-errors=no",
            folder.resolve(SERVICE).toString(),
            folder.resolve(TIMER).toString()));
  }

  private static Path analyze() {
    return OutsideTool.program("CROSSCOUNTRY_SYSTEMD_ANALYZE", "systemd-analyze");
  }
}
