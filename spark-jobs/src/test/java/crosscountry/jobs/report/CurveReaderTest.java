package crosscountry.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.MetricRow;
import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.RunRow;
import crosscountry.datasets.tables.Warehouse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Curves of runs whose rows are written by hand. */
final class CurveReaderTest {

  private static final String RUN = "night";
  private static final Instant FIRST = Instant.parse("2030-01-01T00:00:00Z");
  private static final Instant SECOND = Instant.parse("2030-01-01T08:00:00Z");

  @TempDir private Path folder;

  private final List<String> told = new ArrayList<>();
  private Warehouse warehouse;

  @BeforeEach
  void open() {
    warehouse = Warehouse.open(folder.resolve("warehouse").toString());
  }

  @Test
  void wavesAreSummedUpOverAttempts() {
    begin(1, FIRST, "g", "f");
    wave(0, FIRST, 10, "g", new MetricRow.Costs(500, 600.5, null, "principle"));
    wave(1, FIRST, 20, "g", new MetricRow.Costs(450, 550, null, "principle"));
    // The learner goes on for five seconds, and then the attempt is killed.
    step(FIRST, 25);
    begin(2, SECOND, "g", "f");
    wave(2, SECOND, 4, "g", new MetricRow.Costs(440, 700, null, "principle"));

    LearningCurve curve = onlyCurve();

    assertThat(curve.graph()).isEqualTo("g");
    assertThat(curve.fingerprint()).isEqualTo("fingerprint of g");
    assertThat(curve.costModel()).isEqualTo("principle");
    assertThat(curve.points())
        .containsExactly(
            new CurvePoint(100, 1_000, 10, 500, 600.5),
            new CurvePoint(200, 2_000, 20, 450, 550),
            new CurvePoint(300, 3_000, 29, 440, 700));
    assertThat(curve.last().best()).isEqualTo(440);
  }

  @Test
  void wavesCountInTheOrderInWhichTheyEnded() {
    begin(1, FIRST, "g");
    wave(0, FIRST, 30, "g", new MetricRow.Costs(440, 500, null, "graphax"));
    wave(1, FIRST, 20, "g", new MetricRow.Costs(450, 520, null, "graphax"));

    assertThat(onlyCurve().points())
        .containsExactly(
            new CurvePoint(100, 1_000, 20, 450, 520), new CurvePoint(200, 2_000, 30, 440, 500));
  }

  @Test
  void rowsThatNameNoCostModelCountByTheOneThereWas() {
    begin(1, FIRST, "g");
    wave(0, FIRST, 30, "g", new MetricRow.Costs(440, 500, null, null));

    assertThat(onlyCurve().costModel()).isEqualTo("principle");
  }

  @Test
  void graphsOfOneNameAreNotMixed() {
    begin(1, FIRST, "g", "g");
    wave(0, FIRST, 30, "g", new MetricRow.Costs(440, 500, null, "principle"));

    assertThatThrownBy(this::onlyCurve)
        .isInstanceOf(UnreportableRunException.class)
        .hasMessageContaining("cannot be told apart");
  }

  @Test
  void aRunWithoutAWaveHasNoCurve() {
    begin(1, FIRST, "g");
    step(FIRST, 25);

    RunSummary summary = new RunReport(warehouse, RUN, Quarantine.reporting(told::add)).read();
    assertThat(summary.records().metrics()).hasSize(1);
    assertThat(summary.graphs())
        .singleElement()
        .satisfies(graph -> assertThat(graph.curve()).isEmpty());
  }

  @Test
  void whoAsksForARunThatIsNotThereIsToldOfThoseThatAre() {
    begin(1, FIRST, "g");

    assertThatThrownBy(
            () -> new RunReport(warehouse, "day", Quarantine.reporting(told::add)).read())
        .isInstanceOf(UnreportableRunException.class)
        .hasMessageContaining("there is no run day in file:")
        .hasMessageEndingWith("; those that there are: night");
  }

  @Test
  void poisonedRowsAreLeftOutOfTheCurve() {
    begin(1, FIRST, "g");
    wave(0, FIRST, 10, "g", new MetricRow.Costs(500, 600.5, null, "principle"));
    wave(1, FIRST, 20, "g", new MetricRow.Costs(1, Double.NaN, null, "principle"));
    wave(2, FIRST, 30, "g", new MetricRow.Costs(2, 600, null, "guesswork"));
    wave(3, FIRST, 40, "g", new MetricRow.Costs(450, 550, null, "principle"));

    assertThat(onlyCurve().points())
        .containsExactly(
            new CurvePoint(100, 1_000, 10, 500, 600.5), new CurvePoint(200, 2_000, 40, 450, 550));
    assertThat(told)
        .satisfiesExactly(
            one ->
                assertThat(one)
                    .startsWith("row 0 of file:")
                    .endsWith(
                        "metrics/night.wave-00000001.parquet is left out:"
                            + " its mean_multiplications are NaN"),
            other -> assertThat(other).endsWith("its cost model guesswork is unknown"));
  }

  private LearningCurve onlyCurve() {
    List<LearningCurve> curves =
        new RunReport(warehouse, RUN, Quarantine.reporting(told::add))
            .read().graphs().stream().flatMap(graph -> graph.curve().stream()).toList();
    assertThat(curves).hasSize(1);
    return curves.get(0);
  }

  private void begin(int attempt, Instant start, String... graphs) {
    List<String> names = List.of(graphs);
    List<String> fingerprints =
        IntStream.range(0, graphs.length).mapToObj(i -> "fingerprint of " + graphs[i]).toList();
    RunRow row =
        new RunRow(
            RUN,
            attempt,
            start,
            null,
            "running",
            null,
            null,
            "{}",
            names,
            fingerprints,
            1,
            "software",
            "java",
            "os",
            "hardware");
    warehouse.runs().appendNew(FileKey.ofRun(RUN).attempt(attempt).part("begin"), List.of(row));
  }

  private void wave(int wave, Instant start, long second, String graph, MetricRow.Costs costs) {
    MetricRow.Play play = new MetricRow.Play(5, 100, 1_000, 1, 20, 0, null);
    MetricRow row =
        new MetricRow(
            RUN,
            MetricRow.Kind.WAVE,
            wave,
            1,
            null,
            start.plusSeconds(second + 3),
            second,
            graph,
            play,
            null,
            costs,
            null,
            null);
    warehouse.metrics().appendNew(FileKey.ofRun(RUN).wave(wave), List.of(row));
  }

  private void step(Instant start, long second) {
    MetricRow row =
        new MetricRow(
            RUN,
            MetricRow.Kind.STEP,
            null,
            2,
            1L,
            start.plusSeconds(second + 3),
            second,
            null,
            null,
            new MetricRow.Learning(1, 1, 2, 1e-3, 500),
            null,
            null,
            null);
    warehouse.metrics().appendNew(FileKey.ofRun(RUN).part("steps"), List.of(row));
  }
}
