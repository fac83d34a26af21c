package crosscountry.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crosscountry.jobs.fixture.OutsideTool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The DAG, as Airflow loads it. */
final class AirflowTest {

  @TempDir private Path folder;

  @Test
  void airflowLoadsTheDagAndItsWordsAreThoseOfTheProgram()
      throws IOException, InterruptedException {
    JsonNode dag = loaded();
    assertThat(dag.path("errors")).isEmpty();
    assertThat(dag.path("schedule").asText()).isEqualTo("30 2 * * *");
    assertThat(dag.path("catchup").asBoolean()).isFalse();
    assertThat(dag.path("max_active_runs").asInt()).isEqualTo(1);
    for (String name : List.of("retrain", "maintain")) {
      List<String> command = new ArrayList<>();
      dag.path("commands").path(name).forEach(word -> command.add(word.asText()));
      assertThat(command)
          .containsSequence("--class", "crosscountry.jobs.Main")
          .contains(DeployedFiles.HOME + "/spark-jobs/target/crosscountry.jar");
      DeployedFiles.assertUnderstood(command.subList(command.indexOf(name), command.size()), name);
    }
  }

  private JsonNode loaded() throws IOException, InterruptedException {
    String interpreter = OutsideTool.place("CROSSCOUNTRY_AIRFLOW_PYTHON").toString();
    ProcessBuilder load =
        new ProcessBuilder(
            interpreter,
            DeployedFiles.ROOT.resolve("spark-jobs/src/test/python/load_dag.py").toString(),
            DeployedFiles.ROOT.resolve("deploy/airflow").toString());
    load.environment().put("AIRFLOW_CONN_SPARK_DEFAULT", "spark://host:7077");
    load.environment().put("AIRFLOW_HOME", folder.toString());
    load.environment().put("AIRFLOW__CORE__LOAD_EXAMPLES", "False");
    String out = DeployedFiles.printed(load);
    // What Airflow logs comes before it.
    return new ObjectMapper().readTree(out.substring(out.lastIndexOf('\n', out.length() - 2) + 1));
  }
}
