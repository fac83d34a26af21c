package crosscountry.jobs.report;

import crosscountry.datasets.tables.MetricRow;
import crosscountry.datasets.tables.RunRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs whose rows are made up. */
public final class SampleRun {

  /** When every sample begins. */
  public static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private SampleRun() {}

  /** Returns a run of so many waves, in each of which every graph is played, and of two updates. */
  public static RunSummary played(List<String> graphs, int waves) {
    List<MetricRow> metrics = new ArrayList<>();
    for (int wave = 0; wave < waves; wave++) {
      for (String graph : graphs) {
        metrics.add(wave(wave, graph, mean(wave, waves)));
      }
    }
    metrics.add(step(1, 2.5));
    metrics.add(step(2, 1.5));
    return summary(new RunRecords("night", List.of(begun(graphs), done(graphs)), metrics));
  }

  /** The mean falls, scatters, and stands out once. */
  private static double mean(int wave, int waves) {
    return wave == waves / 2 ? 9_999 : 500 + 400.0 / (1 + wave) + wave % 13;
  }

  /** Returns a refit: the learner has made updates, and nothing was played. */
  public static RunSummary refitted() {
    List<String> graphs = List.of("g");
    return summary(
        new RunRecords(
            "refit",
            List.of(begun(graphs), done(graphs)),
            List.of(step(10, 2.5), step(20, Double.NaN), step(30, 1.5))));
  }

  /** Returns a run that has begun, and of which nothing else is known. */
  public static RunSummary begun() {
    return summary(new RunRecords("day", List.of(begun(List.of("g"))), List.of()));
  }

  /** Returns a run that survived something. */
  public static RunSummary disturbed(String event) {
    MetricRow row =
        new MetricRow(
            "night",
            MetricRow.Kind.EVENT,
            null,
            1,
            1L,
            START,
            7,
            null,
            null,
            null,
            null,
            null,
            event);
    return summary(new RunRecords("night", List.of(begun(List.of("g"))), List.of(row)));
  }

  private static RunSummary summary(RunRecords records) {
    CurveReader curves = new CurveReader(records);
    RunRow newest = records.newest();
    return new RunSummary(
        records,
        newest.graphs().stream()
            .map(
                graph -> {
                  Optional<LearningCurve> curve = curves.curve(graph, "fingerprint of " + graph);
                  return new GraphReport(
                      graph,
                      "fingerprint of " + graph,
                      "principle",
                      curve,
                      new ReferenceCounts(632L, 566L, 451L, 416L, 409L, 398L),
                      curve.isPresent() ? Map.of("self-play", 410L, "annealing", 409L) : Map.of());
                })
            .toList());
  }

  private static RunRow begun(List<String> graphs) {
    return row(graphs, null, "running", null, null);
  }

  private static RunRow done(List<String> graphs) {
    return row(graphs, START.plusSeconds(9_000), "done", 0, null);
  }

  private static RunRow row(
      List<String> graphs, Instant end, String status, Integer exitCode, String reason) {
    return new RunRow(
        "night",
        1,
        START,
        end,
        status,
        exitCode,
        reason,
        "crosscountry { run { seed = 7, budget = 150m }, network { hidden = 32 } }",
        graphs,
        graphs.stream().map(graph -> "fingerprint of " + graph).toList(),
        7,
        "0.1.0 (abc)",
        "17",
        "Linux",
        "2 processors");
  }

  private static MetricRow wave(int wave, String graph, double mean) {
    return new MetricRow(
        "night",
        MetricRow.Kind.WAVE,
        wave,
        wave,
        null,
        START.plusMillis(900L * (wave + 1)),
        0.9 * (wave + 1),
        graph,
        new MetricRow.Play(64, 5_000, 20_000, 70.5, 6_000 + wave % 7, 0.5, 0.75),
        null,
        new MetricRow.Costs(410 + 200 / (1 + wave), mean, null, "principle"),
        new MetricRow.Load(0.25, 3, 10_000.0, 25_000L),
        null);
  }

  private static MetricRow step(long step, double loss) {
    return new MetricRow(
        "night",
        MetricRow.Kind.STEP,
        null,
        step,
        step,
        START.plusMillis(100 * step),
        0.1 * step,
        null,
        null,
        new MetricRow.Learning(loss, loss / 10, loss + 1, 1e-3, 500),
        null,
        null,
        null);
  }

  /** Returns all rows of a summary that are of waves. */
  public static Stream<MetricRow> waves(RunSummary summary) {
    return summary.records().metrics().stream().filter(row -> row.kind() == MetricRow.Kind.WAVE);
  }
}
