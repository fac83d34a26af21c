package crosscountry.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.gson.JsonParser;
import crosscountry.jobs.configuration.ConfigurationLoader;
import crosscountry.jobs.configuration.TrainingConfiguration;
import crosscountry.jobs.fixture.OutsideTool;
import io.kubernetes.client.openapi.models.V1CronJob;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.package$;
import org.junit.jupiter.api.Test;

/**
 * The manifests as those see them who take them: the Kubeflow spark-operator by its definitions,
 * and Kubernetes by the fields that its own client knows.
 */
final class KubernetesTest {

  /** Where a CronJob says what its pods are. */
  private static final String POD = "/spec/jobTemplate/spec/template/spec";

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
  void kubernetesTakesTheManifestOfMaintenance() throws IOException {
    assertThatCode(() -> requireCronJob(manifest("maintain"))).doesNotThrowAnyException();
    for (String place :
        List.of("/spec", POD.replace("/template/spec", ""), POD, POD + "/containers/0")) {
      ObjectNode misspelt = manifest("maintain");
      ((ObjectNode) misspelt.at(place)).put("imagePullPolcy", "Always");
      assertThatThrownBy(() -> requireCronJob(misspelt)).hasMessageContaining("imagePullPolcy");
    }
    // Kubernetes' client takes any word here.
    assertThat(manifest("maintain").at("/spec/concurrencyPolicy").asText()).isEqualTo("Forbid");
    assertThat(manifest("maintain").at(POD + "/restartPolicy").asText()).isEqualTo("Never");
  }

  @Test
  void maintenanceRunsOnTheVolumeOfTheDrivers() throws IOException {
    JsonNode maintenance = manifest("maintain").at(POD);
    JsonNode retraining = manifest("retrain").at("/spec/template");
    assertThat(maintenance.path("volumes")).isEqualTo(retraining.path("volumes"));
    assertThat(maintenance.path("securityContext"))
        .isEqualTo(retraining.at("/driver/podSecurityContext"));
    JsonNode container = maintenance.at("/containers/0");
    assertThat(container.path("volumeMounts")).isEqualTo(retraining.at("/driver/volumeMounts"));
    assertThat(container.path("image")).isEqualTo(retraining.path("image"));
    assertThat(container.path("command").toString())
        .contains("/opt/crosscountry/crosscountry.jar", retraining.path("mainClass").asText());
    assertThat(maintenance.path("serviceAccountName").asText())
        .isEqualTo(named("ServiceAccount").at("/metadata/name").asText());
  }

  private static void requireCronJob(JsonNode manifest) throws IOException {
    V1CronJob.validateJsonObject(JsonParser.parseString(manifest.toString()).getAsJsonObject());
  }

  @Test
  void theWordsAreThoseOfTheProgram() throws IOException {
    DeployedFiles.assertUnderstood(
        texts(manifest("maintain").at(POD + "/containers/0/args")), "maintain");
    DeployedFiles.assertUnderstood(words(manifest("train").path("spec")), "train");
    DeployedFiles.assertUnderstood(words(manifest("retrain").at("/spec/template")), "retrain");
  }

  @Test
  void atATimeThatDoesNotDependOnTheCluster() throws IOException {
    for (String name : List.of("retrain", "maintain")) {
      JsonNode spec = manifest(name).path("spec");
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX))
          .parse(spec.path("schedule").asText())
          .validate();
      assertThat(ZoneId.of(spec.path("timeZone").asText()).getRules().isFixedOffset()).isTrue();
    }
    JsonNode spec = manifest("retrain").path("spec");
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
    return texts(application.path("arguments"));
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
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
