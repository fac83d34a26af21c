package crosscountry.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crosscountry.datasets.tables.MetricRow;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.Warehouse;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Learning curves of real runs, as users ask for them. */
final class ReportCommandTest {

  private static final int BLUE = 0xFF0072B2;
  private static final int ORANGE = 0xFFE69F00;

  @TempDir private Path folder;

  @Test
  void aResumedRunIsReportedAsItsMetricsSay() throws IOException {
    Invocation train = train("--graphs", "PropaneCombustion,HumanHeartDipole", "--waves", "2");
    assertThat(train.exitCode()).as(train.err()).isZero();
    assertThat(train.err()).contains("the learning curves are in", "the report page is");
    assertThat(warehouseFolder().resolve("reports/test/index.html")).isRegularFile();
    Path written = warehouseFolder().resolve("reports/test/PropaneCombustion.png");
    assertShowsCurves(written);
    Files.delete(written);
    Invocation resumed = train("--waves", "3", "--resume");
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertShowsCurves(written);

    JsonNode lines = new ObjectMapper().readTree(report("--run-id", "test", "--format", "json"));
    assertThat(lines).hasSize(2);
    assertSays(lines.get(0), "PropaneCombustion", 88);
    assertSays(lines.get(1), "HumanHeartDipole", 148);

    Path output = folder.resolve("else/where");
    String csv = report("--run-id", "test", "--format", "csv", "--output", output.toString());
    JsonNode first = lines.get(0);
    assertThat(csv.lines())
        .hasSize(3)
        .startsWith(
            "graph,cost_model,moves,evaluations,seconds,best,mean,published,markowitz,annealed,lower_bound,image",
            "PropaneCombustion,principle,%s,%s,%s,%s,%s,88,111,%s,88,%s"
                .formatted(
                    first.get("moves").asText(),
                    first.get("evaluations").asText(),
                    first.get("seconds").asText(),
                    first.get("best").asText(),
                    first.get("mean").asText(),
                    first.get("annealed").asText(),
                    output.resolve("PropaneCombustion.png")));
    assertShowsCurves(output.resolve("HumanHeartDipole.png"));
    assertThat(output.resolve("index.html")).content().contains("<h3>HumanHeartDipole</h3>");
  }

  @Test
  void aRunThatPlayedNothingIsReportedWithWhatThereIs() throws IOException {
    recordARunWithoutGames();

    Invocation report = command("--run-id", "found", "--tensorboard", "--format", "csv");
    assertThat(report.exitCode()).as(report.err()).isZero();
    assertThat(report.out().lines()).hasSize(2).last().isEqualTo("g,principle,,,,,,416,451,,398,");
    Path reports = warehouseFolder().resolve("reports/found");
    assertThat(reports.resolve("index.html"))
        .content()
        .contains("data-count=\"other\">451 (markowitz)<", "No wave of self-play");
    try (Stream<Path> files = Files.list(reports)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.contains(".tfevents.")))
          .hasSize(1);
    }
  }

  /** Records run {@code found}, which orders g by a rule. */
  private void recordARunWithoutGames() {
    Invocation search =
        Invocation.of(
            "search",
            "--graph",
            "g",
            "--method",
            "markowitz",
            "--run-id",
            "found",
            "--warehouse",
            warehouseFolder().toString());
    assertThat(search.exitCode()).as(search.err()).isZero();
  }

  @Test
  void whatCannotBeReportedIsOneSentence() {
    command("--run-id", "test").assertRefusedWith("there is no runs table");
    recordARunWithoutGames();
    command("--run-id", "test").assertRefusedWith("there is no run test");
    command("--run-id", "test").assertRefusedWith("those that there are: found");
    command("--run-id", "not.one").assertRefusedWith("--run-id cannot be used");
    command().assertRefusedWith("--run-id");
  }

  @Test
  void aRunThatCannotBeDrawnIsRecordedAllTheSame() throws IOException {
    Path inTheWay = Files.createDirectories(warehouseFolder()).resolve("reports");
    Files.writeString(inTheWay, "a file");
    Invocation train = train("--graphs", "PropaneCombustion", "--waves", "1");
    assertThat(train.exitCode()).isZero();
    assertThat(train.err().lines().filter(line -> line.startsWith("warning: ")))
        .singleElement()
        .asString()
        .contains("cannot be written to");
    assertThat(new ObjectMapper().readTree(train.out())).hasSize(1);

    Invocation report = command("--run-id", "test");
    assertThat(report.exitCode()).isEqualTo(ExitStatus.FAILURE.code());
    assertThat(report.err().lines()).singleElement().asString().contains("report --output");
    Path elsewhere = folder.resolve("elsewhere");
    report("--run-id", "test", "--output", elsewhere.toString());

    Path image = elsewhere.resolve("PropaneCombustion.png");
    Files.delete(image);
    Files.createDirectories(image.resolve("in the way"));
    Invocation undrawn =
        command("--run-id", "test", "--output", elsewhere.toString(), "--tensorboard");
    assertThat(undrawn.exitCode()).isEqualTo(ExitStatus.FAILURE.code());
    assertThat(undrawn.err().lines())
        .satisfiesExactly(
            page -> assertThat(page).startsWith("the report page is "),
            events -> assertThat(events).startsWith("the events for TensorBoard are "),
            error -> assertThat(error).startsWith("error: the learning curve cannot be written"));
  }

  private void assertSays(JsonNode line, String graph, long published) throws IOException {
    Warehouse warehouse = Warehouse.open(warehouseFolder().toString());
    List<MetricRow> waves =
        warehouse.metrics().read().stream()
            .filter(row -> row.kind() == MetricRow.Kind.WAVE && row.graph().equals(graph))
            .toList();
    assertThat(waves).hasSize(3);
    assertThat(line.get("graph").asText()).isEqualTo(graph);
    assertThat(line.get("cost_model").asText()).isEqualTo("principle");
    assertThat(line.get("moves").asLong())
        .isEqualTo(waves.stream().mapToLong(row -> row.play().moves()).sum());
    assertThat(line.get("evaluations").asLong())
        .isEqualTo(waves.stream().mapToLong(row -> row.play().evaluations()).sum());
    assertThat(line.get("mean").asDouble()).isEqualTo(waves.get(2).costs().mean());
    // The second attempt counts its seconds anew.
    assertThat(line.get("seconds").asDouble())
        .isGreaterThanOrEqualTo(waves.get(1).elapsedSeconds() + waves.get(2).elapsedSeconds());
    List<OrderRow> orders =
        warehouse.orders().read().stream().filter(row -> row.graph().equals(graph)).toList();
    assertThat(line.get("best").asLong())
        .isEqualTo(fewest(orders, "self-play"))
        .isEqualTo(waves.get(2).costs().best());
    assertThat(line.get("annealed").asLong()).isEqualTo(fewest(orders, "annealing"));
    assertThat(line.get("markowitz").asLong()).isEqualTo(orders.get(0).baselines().markowitz());
    assertThat(line.get("lower_bound").asLong()).isEqualTo(published);
    assertThat(line.get("published").asLong()).isEqualTo(published);
    Path image = Path.of(line.get("image").asText());
    assertThat(image).isEqualTo(warehouseFolder().resolve("reports/test/" + graph + ".png"));
    assertShowsCurves(image);
  }

  private static long fewest(List<OrderRow> orders, String method) {
    return orders.stream()
        .filter(row -> row.method().equals(method))
        .flatMapToLong(row -> LongStream.of(row.multiplications()))
        .min()
        .orElseThrow();
  }

  private static void assertShowsCurves(Path png) throws IOException {
    BufferedImage image = ImageIO.read(png.toFile());
    assertThat(image.getWidth()).isBetween(1_000, 3_000);
    assertThat(image.getHeight()).isBetween(300, 1_000);
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    assertThat(pixels).contains(BLUE, ORANGE);
  }

  private String report(String... options) {
    Invocation report = command(options);
    assertThat(report.exitCode()).as(report.err()).isZero();
    return report.out();
  }

  private Invocation command(String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("report", "--warehouse", warehouseFolder().toString()));
    arguments.addAll(List.of(options));
    return Invocation.of(arguments.toArray(String[]::new));
  }

  private Invocation train(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train",
                "--run-id",
                "test",
                "--budget",
                "10m",
                "--format",
                "json",
                "--warehouse",
                warehouseFolder().toString()));
    if (!List.of(options).contains("--resume")) {
      for (String setting :
          List.of(
              "self-play.tasks-per-wave=4",
              "self-play.games-per-task=2",
              "search.simulations=4",
              "learner.batch-size=16",
              "self-play.evaluator=rows",
              // Reductions would leave nothing for local search to better.
              "self-play.reductions=left-out",
              "run.polish-windows=20000")) {
        arguments.addAll(List.of("--set", setting));
      }
    }
    arguments.addAll(List.of(options));
    return Invocation.of(arguments.toArray(String[]::new));
  }

  private Path warehouseFolder() {
    return folder.resolve("warehouse");
  }
}
