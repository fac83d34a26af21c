package crosscountry.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image for Kubernetes without an engine to build it: its files are laid out in a folder, and
 * the manifest's words run there, on a master of this machine.
 */
final class ImageIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern COPY =
      Pattern.compile("(?m)^COPY (?:--from=build /source/)?(\\S+) (/opt/crosscountry\\S*)$");
  private static final Pattern VARIABLE = Pattern.compile("(\\w+)=(\\S+)");

  @TempDir private Path folder;

  @Test
  void theManifestTrainsWithWhatTheImageHolds() throws IOException, InterruptedException {
    Path image = folder.resolve("image");
    String dockerfile = Files.readString(ROOT.resolve("deploy/kubernetes/Dockerfile"));
    layOut(dockerfile, image);
    JsonNode spec =
        new YAMLMapper()
            .readTree(Files.readString(ROOT.resolve("deploy/kubernetes/train.yaml")))
            .path("spec");
    ProcessBuilder submit =
        new ProcessBuilder(command(spec).stream().map(word -> inside(image, word)).toList())
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    submit.environment().remove("SPARK_HOME");
    environment(dockerfile)
        .forEach((name, value) -> submit.environment().put(name, inside(image, value)));
    Process process = submit.start();
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("err"))).isZero();
    assertThat(Files.readString(folder.resolve("out"))).contains("PropaneCombustion", "88");
    assertThat(folder.resolve("data/warehouse/orders")).isNotEmptyDirectory();
  }

  private String inside(Path image, String word) {
    return word.replace("local:///opt", "/opt")
        .replace("/opt/crosscountry", image + "/opt/crosscountry")
        .replace("/var/lib/crosscountry", folder + "/data");
  }

  private static List<String> command(JsonNode spec) {
    JsonNode settings = spec.path("sparkConf");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(spec.at("/driver/javaOptions").asText().split(" ", -1)));
    command.add("-cp");
    // Of the base image there is Spark, and of its variables none is needed here.
    command.add(
        settings.path("spark.driver.extraClassPath").asText()
            + File.pathSeparator
            + ROOT.resolve("spark-jobs/target/spark/jars/*"));
    command.addAll(List.of("org.apache.spark.deploy.SparkSubmit", "--master", "local[2]"));
    command.addAll(List.of("--class", spec.path("mainClass").asText()));
    command.addAll(List.of("--conf", "spark.driver.host=127.0.0.1"));
    command.addAll(List.of("--conf", "spark.driver.bindAddress=127.0.0.1"));
    settings
        .fields()
        .forEachRemaining(
            setting ->
                command.addAll(
                    List.of("--conf", setting.getKey() + "=" + setting.getValue().asText())));
    command.add(spec.path("mainApplicationFile").asText());
    spec.path("arguments").forEach(word -> command.add(word.asText()));
    // A graph and a time that are enough to see it work.
    command.set(command.indexOf("--graphs") + 1, "PropaneCombustion");
    command.set(command.indexOf("--budget") + 1, "2s");
    return command;
  }

  private static void layOut(String dockerfile, Path image) throws IOException {
    Matcher copies = COPY.matcher(dockerfile);
    long copied = 0;
    while (copies.find()) {
      Path target = Path.of(image + copies.group(2));
      Files.createDirectories(target.getParent());
      Files.createSymbolicLink(target, ROOT.resolve(copies.group(1)).toRealPath());
      copied++;
    }
    assertThat(copied)
        .isEqualTo(dockerfile.lines().filter(line -> line.matches("COPY .*/opt/.*")).count());
  }

  private static Map<String, String> environment(String dockerfile) {
    Map<String, String> environment = new TreeMap<>();
    dockerfile
        .lines()
        .filter(line -> line.startsWith("ENV "))
        .flatMap(line -> VARIABLE.matcher(line.substring(4)).results())
        .forEach(variable -> environment.put(variable.group(1), variable.group(2)));
    assertThat(environment).containsKey("JDK_JAVA_OPTIONS");
    return environment;
  }
}
