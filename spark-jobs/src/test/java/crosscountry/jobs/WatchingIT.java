package crosscountry.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is watched by programs: its log is JSON, its metrics are scraped. */
final class WatchingIT {

  private static final Path DEPLOY = Path.of("..", "deploy").toAbsolutePath().normalize();
  private static final Pattern PAGE = Pattern.compile("Spark's pages are at (http://[0-9.]+:\\d+)");
  private static final Pattern NAME = Pattern.compile("(?m)^\\| `([a-z_]+|best\\.GRAPH)` \\|");
  private static final Pattern GAUGE =
      Pattern.compile(
          "(?m)^metrics_crosscountry_driver_plugin_.*_RunMetricsPlugin_(\\w+)_Value\\S* (\\S+)$");

  @TempDir private Path folder;
  private Process process;
  private Thread reader;

  @AfterEach
  void end() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void everyLineIsJsonAndPrometheusFindsEveryMetricOfTheDocumentation()
      throws IOException, InterruptedException {
    process =
        submit(
            "--conf=spark.ui.enabled=true",
            "--conf=spark.ui.port=0",
            "--master=local[2]",
            "train",
            "--profile=quick",
            "--budget=10m",
            "--run-id=watched",
            "--warehouse=" + folder.resolve("warehouse"));
    String page = page();
    assertThat(page).startsWith("http://127.0.0.1:");
    Map<String, Double> gauges = gaugesOfAPlayedWave(page);
    assertThat(gauges.keySet()).containsExactlyInAnyOrderElementsOf(documented());
    assertThat(gauges.get("best_RoeFlux_1d")).isBetween(295.0, 1000.0);
    assertThat(gauges.get("seconds_left")).isBetween(1.0, 600.0);
    assertThat(gauges.get("executor_positions")).isGreaterThanOrEqualTo(gauges.get("positions"));
    assertThat(ListeningSockets.addresses(List.of(process.toHandle())))
        .isNotEmpty()
        .allMatch(ListeningSockets::isLoopback);

    process.destroy();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(6);
    List<JsonNode> events = events();
    assertThat(events)
        .filteredOn(event -> event.path("log.logger").asText().equals("crosscountry.progress"))
        .isNotEmpty()
        .allMatch(event -> event.path("run_id").asText().equals("watched"))
        .allMatch(event -> event.path("seconds_left").asDouble() > 0)
        .allMatch(event -> event.path("message").asText().contains(" left"));
    assertThat(events)
        .as("what the JVM says itself")
        .anyMatch(event -> event.path("message").asText().contains("incubator"));
  }

  @Test
  void errorsAreEventsToo() throws IOException, InterruptedException {
    assertSaysOneError(
        "error: crosscountry.search.simulations (\"many\") must be",
        "train",
        "--graphs",
        "g",
        "--set",
        "search.simulations=\"many\"");
    assertSaysOneError(
        "error: --top 0 must be at least 1",
        "orders",
        "--top",
        "0",
        "--warehouse",
        folder.toString());
  }

  private void assertSaysOneError(String beginning, String... words)
      throws IOException, InterruptedException {
    process = submit(words);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(events())
        .filteredOn(event -> event.path("log.level").asText().equals("ERROR"))
        .singleElement()
        .satisfies(
            event -> assertThat(event.path("message").asText()).startsWith(beginning),
            event -> assertThat(event.path("log.logger").asText()).isNotEmpty());
  }

  private Process submit(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(DEPLOY.resolve("submit.sh").toString()));
    all.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(all).redirectOutput(folder.resolve("out").toFile());
    builder.environment().put("CROSSCOUNTRY_LOG", "json");
    builder.environment().remove("SPARK_HOME");
    builder.environment().remove("SPARK_LOCAL_IP");
    Process started = builder.start();
    // The end of a pipe is known, where that of a file is not: what is said passes through a
    // script.
    reader = new Thread(() -> copy(started.getErrorStream(), folder.resolve("err")), "stderr");
    reader.start();
    return started;
  }

  private static void copy(InputStream from, Path to) {
    try (from;
        OutputStream out = Files.newOutputStream(to)) {
      from.transferTo(out);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private String page() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (true) {
      Path file = folder.resolve("err");
      String err = Files.exists(file) ? Files.readString(file) : "";
      List<MatchResult> found = PAGE.matcher(err).results().toList();
      if (!found.isEmpty()) {
        return found.get(0).group(1);
      }
      assertThat(process.isAlive() && System.nanoTime() < deadline).as(err).isTrue();
      Thread.sleep(100);
    }
  }

  private Map<String, Double> gaugesOfAPlayedWave(String page)
      throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(URI.create(page + "/metrics/prometheus/")).build();
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (true) {
      String text = client.send(request, BodyHandlers.ofString()).body();
      Map<String, Double> gauges = new TreeMap<>();
      GAUGE
          .matcher(text)
          .results()
          .forEach(result -> gauges.put(result.group(1), Double.valueOf(result.group(2))));
      if (gauges.getOrDefault("waves_finished", 0.0) > 0 && gauges.get("loss") > 0) {
        return gauges;
      }
      assertThat(process.isAlive() && System.nanoTime() < deadline).as(text).isTrue();
      Thread.sleep(100);
    }
  }

  private static List<String> documented() throws IOException {
    return NAME.matcher(Files.readString(DEPLOY.resolve("README.md")))
        .results()
        .map(result -> result.group(1).replace("best.GRAPH", "best_RoeFlux_1d"))
        .toList();
  }

  /** Returns all that was said. */
  private List<JsonNode> events() throws IOException, InterruptedException {
    reader.join();
    ObjectMapper mapper = new ObjectMapper();
    List<JsonNode> events = new ArrayList<>();
    try (Stream<String> lines = Files.lines(folder.resolve("err"))) {
      for (String line : (Iterable<String>) lines::iterator) {
        JsonNode event = mapper.readTree(line);
        assertThat(event.isObject()).as(line).isTrue();
        assertThat(event.path("@timestamp").asText()).as(line).matches("\\d{4}-.*Z");
        events.add(event);
      }
    }
    return events;
  }
}
