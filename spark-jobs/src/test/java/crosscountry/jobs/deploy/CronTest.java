package crosscountry.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.io.IOException;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lines for cron. */
final class CronTest {

  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
  private static final ZonedDateTime SATURDAY_NOON = ZonedDateTime.parse("2030-06-01T12:00:00Z");

  @Test
  void theLinesRetrainEachNightAndKeepTheWarehouseSmallOnSundays() throws IOException {
    List<String> lines =
        DeployedFiles.read("deploy/schedule/crosscountry.cron")
            .lines()
            .filter(line -> Character.isDigit(line.isEmpty() ? ' ' : line.charAt(0)))
            .toList();
    assertThat(lines).hasSize(2);
    assertThat(next(lines.get(0))).isEqualTo("2030-06-02T02:30:00Z");
    assertThat(next(lines.get(1))).isEqualTo("2030-06-02T09:30:00Z");
    DeployedFiles.assertUnderstood(DeployedFiles.submitted(lines.get(0)), "retrain");
    DeployedFiles.assertUnderstood(DeployedFiles.submitted(lines.get(1)), "maintain");
    // In a file of /etc/cron.d the user stands between the time and the command.
    assertThat(lines).allMatch(line -> words(line).get(5).equals("crosscountry"));
    // cron takes a percent sign for the end of the line.
    assertThat(lines).noneMatch(line -> line.contains("%"));
  }

  private static String next(String line) {
    String time = String.join(" ", words(line).subList(0, 5));
    return ExecutionTime.forCron(PARSER.parse(time).validate())
        .nextExecution(SATURDAY_NOON)
        .orElseThrow()
        .toInstant()
        .toString();
  }

  private static List<String> words(String line) {
    return List.of(line.split("\\s+", -1));
  }
}
