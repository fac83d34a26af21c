package crosscountry.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is to be seen in the pictures of learning curves. */
final class CurveChartTest {

  private static final LearningCurve LONG = curve(200);
  private static final ReferenceCounts ALL =
      new ReferenceCounts(null, null, 407L, 320L, 295L, 280L);

  @Test
  void everyPanelShowsTheCurveAndAllThatIsKnown() {
    BufferedImage picture = new CurveChart(LONG, ALL).draw();
    assertThat(picture.getWidth()).isEqualTo(3 * CurveChart.PANEL_WIDTH + CurveChart.LEGEND_WIDTH);
    assertThat(picture.getHeight()).isEqualTo(CurveChart.HEIGHT);
    for (int panel = 0; panel < 3; panel++) {
      assertThat(pixels(plot(picture, panel), CurveChart.BEST)).isGreaterThan(200);
      assertThat(pixels(plot(picture, panel), CurveChart.MEAN)).isGreaterThan(200);
      assertThat(pixels(plot(picture, panel), CurveChart.PUBLISHED)).isGreaterThan(50);
      assertThat(pixels(plot(picture, panel), CurveChart.MARKOWITZ)).isGreaterThan(50);
      assertThat(pixels(plot(picture, panel), CurveChart.ANNEALED)).isGreaterThan(50);
      assertThat(pixels(plot(picture, panel), CurveChart.LOWER_BOUND)).isGreaterThan(50);
    }
  }

  @Test
  void linesOfOneCountAreAllSeen() {
    // As where annealing and a publication both have a proven optimum.
    BufferedImage picture =
        new CurveChart(LONG, new ReferenceCounts(null, null, 295L, 295L, 295L, 295L)).draw();
    for (Color color :
        List.of(
            CurveChart.PUBLISHED,
            CurveChart.MARKOWITZ,
            CurveChart.ANNEALED,
            CurveChart.LOWER_BOUND)) {
      assertThat(pixels(plot(picture, 1), color)).isGreaterThan(50);
    }
  }

  @Test
  void whatIsNotKnownHasNoLine() {
    BufferedImage picture =
        new CurveChart(LONG, new ReferenceCounts(null, null, null, null, null, null)).draw();
    assertThat(pixels(plot(picture, 0), CurveChart.BEST)).isGreaterThan(200);
    assertThat(pixels(picture, CurveChart.PUBLISHED)).isZero();
    assertThat(pixels(picture, CurveChart.ANNEALED)).isZero();
  }

  @Test
  void aFarLineLeavesTheCurveItsRoom() {
    // As on graphs of tensors, whose Markowitz orders are bad and whose bounds are weak.
    ReferenceCounts far = new ReferenceCounts(null, null, 51_869L, null, 295L, 7L);
    BufferedImage near =
        new CurveChart(LONG, new ReferenceCounts(null, null, null, null, 295L, null)).draw();
    BufferedImage picture = new CurveChart(LONG, far).draw();
    assertThat(height(plot(picture, 0), CurveChart.BEST))
        .isEqualTo(height(plot(near, 0), CurveChart.BEST));
    assertThat(pixels(plot(picture, 0), CurveChart.ANNEALED)).isGreaterThan(50);
    assertThat(pixels(plot(picture, 0), CurveChart.MARKOWITZ)).isLessThan(50);
  }

  @Test
  void aSingleWaveIsSeen() {
    LearningCurve single =
        new LearningCurve(
            "night", "g", "0", "principle", List.of(new CurvePoint(90, 0, 0, 88, 88)));
    BufferedImage picture =
        new CurveChart(single, new ReferenceCounts(null, null, null, null, null, 88L)).draw();
    assertThat(pixels(plot(picture, 0), CurveChart.BEST)).isGreaterThan(10);
    assertThat(pixels(plot(picture, 2), CurveChart.BEST)).isGreaterThan(10);
  }

  private static LearningCurve curve(int waves) {
    return new LearningCurve(
        "night",
        "RoeFlux_1d",
        "0",
        "principle",
        IntStream.rangeClosed(1, waves)
            .mapToObj(
                wave ->
                    new CurvePoint(
                        2_000L * wave,
                        16_000L * wave,
                        0.6 * wave,
                        300 + 120 / wave,
                        310 + 200.0 / wave + wave % 7))
            .toList());
  }

  /** The upper part of a panel, between title and axis. */
  private static BufferedImage plot(BufferedImage picture, int panel) {
    return picture.getSubimage(
        panel * CurveChart.PANEL_WIDTH, 40, CurveChart.PANEL_WIDTH, CurveChart.HEIGHT - 120);
  }

  private static long pixels(BufferedImage image, Color color) {
    return IntStream.range(0, image.getHeight())
        .mapToLong(
            y ->
                IntStream.range(0, image.getWidth())
                    .filter(x -> image.getRGB(x, y) == color.getRGB())
                    .count())
        .sum();
  }

  /** The number of rows of pixels that have the colour. */
  private static long height(BufferedImage image, Color color) {
    return IntStream.range(0, image.getHeight())
        .filter(
            y ->
                IntStream.range(0, image.getWidth())
                    .anyMatch(x -> image.getRGB(x, y) == color.getRGB()))
        .count();
  }
}
