package crosscountry.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which graphs of a run have pictures. */
final class CurveImagesTest {

  private static final Path FOLDER = Path.of("pictures");

  private static List<String> random(int count) {
    return IntStream.range(0, count).mapToObj(seed -> "random/" + seed).toList();
  }

  @Test
  void aRunOfRandomGraphsHasAFew() {
    RunSummary summary = SampleRun.played(random(25), 1);
    CurveImages images = new CurveImages(summary, FOLDER);
    assertThat(images.leftOut()).isEqualTo(5);
    assertThat(summary.graphs())
        .extracting(report -> images.of(report).isPresent())
        .startsWith(true)
        .endsWith(false)
        .filteredOn(Boolean::booleanValue)
        .hasSize(20);
  }

  @Test
  void besideOthersRandomGraphsHaveNone() {
    List<String> graphs = new ArrayList<>(random(2));
    graphs.add("g");
    RunSummary summary = SampleRun.played(graphs, 1);
    CurveImages images = new CurveImages(summary, FOLDER);
    assertThat(images.leftOut()).isEqualTo(2);
    assertThat(summary.graphs())
        .flatExtracting(report -> images.of(report).stream().toList())
        .containsExactly(FOLDER.resolve("g.png"));
  }

  @Test
  void whatWasNotPlayedHasNone() {
    RunSummary summary = SampleRun.begun();
    CurveImages images = new CurveImages(summary, FOLDER);
    assertThat(images.leftOut()).isZero();
    assertThat(images.of(summary.graphs().get(0))).isEmpty();
  }
}
