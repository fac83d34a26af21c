package crosscountry.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import crosscountry.jobs.configuration.ConfigurationLoader;
import crosscountry.jobs.configuration.TrainingConfiguration;
import crosscountry.jobs.fixture.OutsideTool;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.package$;
import org.junit.jupiter.api.Test;

/** The manifests for the Kubeflow spark-operator, as its definitions see them. */
final class KubernetesTest {

  private static final YAMLMapper YAML = new YAMLMapper();

  @Test
  void theOperatorTakesTheManifests() throws IOException {
    assertThat(schema("sparkapplications").faults(manifest("train"))).isEmpty();
    assertThat(schema("scheduledsparkapplications").faults(manifest("retrain"))).isEmpty();
  }

  @Test
  void misspeltFieldsAndValuesWouldBeSeen() throws IOException {
    ObjectNode misspelt = manifest("retrain");
    ((ObjectNode) misspelt.path("spec")).put("concurencyPolicy", "Forbid");
    assertThat(schema("scheduledsparkapplications").faults(misspelt))
        .singleElement()
        .asString()
        .contains("concurencyPolicy");
    ObjectNode impossible = manifest("train");
    ((ObjectNode) impossible.at("/spec/restartPolicy")).put("type", "Sometimes");
    assertThat(schema("sparkapplications").faults(impossible))
        .singleElement()
        .asString()
        .contains("type", "Never");
  }

  @Test
  void theWordsAreThoseOfTheProgram() throws IOException {
    DeployedFiles.assertUnderstood(words(manifest("train").path("spec")), "train");
    DeployedFiles.assertUnderstood(words(manifest("retrain").at("/spec/template")), "retrain");
  }

  @Test
  void everyNightAtATimeThatDoesNotDependOnTheCluster() throws IOException {
    JsonNode spec = manifest("retrain").path("spec");
    new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX))
        .parse(spec.path("schedule").asText())
        .validate();
    assertThat(ZoneId.of(spec.path("timeZone").asText()).getRules().isFixedOffset()).isTrue();
    // A killed night holds its lease on; whoever is started again sooner would only be refused.
    Duration lease = TrainingConfiguration.of(new ConfigurationLoader().load()).retrain().lease();
    assertThat(spec.at("/template/restartPolicy/onFailureRetryInterval").asLong())
        .isGreaterThan(lease.toSeconds());
    // The definition takes any word here, and the operator never runs what has a wrong one.
    assertThat(spec.path("concurrencyPolicy").asText()).isEqualTo("Forbid");
  }

  @Test
  void theManifestsRunWhatTheImageHolds() throws IOException {
    String image = DeployedFiles.read("deploy/kubernetes/Dockerfile");
    for (JsonNode application :
        List.of(manifest("train").path("spec"), manifest("retrain").at("/spec/template"))) {
      assertThat(application.path("sparkVersion").asText())
          .isEqualTo(package$.MODULE$.SPARK_VERSION());
      assertThat(application.path("mainClass").asText()).isEqualTo("crosscountry.jobs.Main");
      assertThat(image)
          .contains(application.path("mainApplicationFile").asText().substring("local://".length()))
          .contains(
              "FROM apache/spark:" + application.path("sparkVersion").asText() + "-scala2.12");
      assertThat(application.at("/driver/serviceAccount").asText())
          .isEqualTo(named("ServiceAccount").at("/metadata/name").asText());
      assertThat(application.at("/volumes/0/persistentVolumeClaim/claimName").asText())
          .isEqualTo(named("PersistentVolumeClaim").at("/metadata/name").asText());
      for (String argument : words(application)) {
        if (argument.startsWith("/")) {
          assertThat(argument)
              .startsWith(application.at("/driver/volumeMounts/0/mountPath").asText());
        }
      }
    }
  }

  private static List<String> words(JsonNode application) {
    List<String> words = new ArrayList<>();
    application.path("arguments").forEach(word -> words.add(word.asText()));
    return words;
  }

  /** Returns the resource of a kind that both applications need. */
  private static JsonNode named(String kind) throws IOException {
    String text = DeployedFiles.read("deploy/kubernetes/access.yaml");
    try (MappingIterator<JsonNode> resources = YAML.readerFor(JsonNode.class).readValues(text)) {
      while (resources.hasNext()) {
        JsonNode resource = resources.next();
        if (resource.path("kind").asText().equals(kind)) {
          return resource;
        }
      }
    }
    throw new AssertionError("access.yaml has no " + kind);
  }

  private static ObjectNode manifest(String name) throws IOException {
    return (ObjectNode) YAML.readTree(DeployedFiles.read("deploy/kubernetes/" + name + ".yaml"));
  }

  private static StrictSchema schema(String plural) throws IOException {
    String definition =
        Files.readString(
            OutsideTool.place("CROSSCOUNTRY_SPARK_OPERATOR")
                .resolve("sparkoperator.k8s.io_" + plural + ".yaml"));
    return new StrictSchema(YAML.readTree(definition), "v1beta2");
  }
}
