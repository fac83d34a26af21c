package crosscountry.jobs.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The picture of a learning curve: best and mean count against moves, network evaluations and wall
 * clock, in three panels side by side, with a level line for each count that is known otherwise.
 */
final class CurveChart {

  /** Width of a panel in pixels. */
  static final int PANEL_WIDTH = 640;

  /** Width of the legend, which all panels share, in pixels. */
  static final int LEGEND_WIDTH = 180;

  /** Height of the picture in pixels. */
  static final int HEIGHT = 520;

  /** The colour of the best count. The palette is one that colour-blind people tell apart. */
  static final Color BEST = new Color(0x0072B2);

  /** The colour of the mean count. */
  static final Color MEAN = new Color(0xE69F00);

  /** The colour of the best published count. */
  static final Color PUBLISHED = new Color(0x009E73);

  /** The colour of the minimum Markowitz count. */
  static final Color MARKOWITZ = new Color(0x999999);

  /** The colour of the best annealed count. */
  static final Color ANNEALED = new Color(0xD55E00);

  /** The colour of the lower bound. */
  static final Color LOWER_BOUND = new Color(0x000000);

  private static final BasicStroke SOLID = new BasicStroke(2.5f);

  /** Length of a level line's dashes in pixels. */
  private static final float DASH = 5;

  /** Up to how many points of a curve are marked. */
  private static final int MARKED = 40;

  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

  private final LearningCurve curve;
  private final List<Level> levels;

  /** A level line. */
  private record Level(String label, long count, Color color) {

    static Stream<Level> of(String label, Long count, Color color) {
      return count == null ? Stream.empty() : Stream.of(new Level(label, count, color));
    }
  }

  /** What counts are drawn against. */
  private record Effort(String title, ToDoubleFunction<CurvePoint> value) {}

  private static final List<Effort> EFFORTS =
      List.of(
          new Effort("moves", CurvePoint::moves),
          new Effort("network evaluations", CurvePoint::evaluations),
          new Effort("wall clock [s]", CurvePoint::seconds));

  CurveChart(LearningCurve curve, ReferenceCounts references) {
    this.curve = curve;
    this.levels =
        Stream.of(
                Level.of("Markowitz", references.markowitz(), MARKOWITZ),
                Level.of("published", references.published(), PUBLISHED),
                Level.of("annealed", references.annealed(), ANNEALED),
                Level.of("lower bound", references.lowerBound(), LOWER_BOUND))
            .flatMap(level -> level)
            .toList();
  }

  /** Draws the picture. */
  BufferedImage draw() {
    BufferedImage picture =
        new BufferedImage(
            EFFORTS.size() * PANEL_WIDTH + LEGEND_WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int number = 0; number < EFFORTS.size(); number++) {
      XYChart panel = panel(EFFORTS.get(number));
      boolean last = number == EFFORTS.size() - 1;
      panel.getStyler().setLegendVisible(last);
      int width = last ? PANEL_WIDTH + LEGEND_WIDTH : PANEL_WIDTH;
      Graphics2D graphics =
          picture.getSubimage(number * PANEL_WIDTH, 0, width, HEIGHT).createGraphics();
      panel.paint(graphics, width, HEIGHT);
      graphics.dispose();
    }
    return picture;
  }

  private XYChart panel(Effort effort) {
    XYChart chart =
        new XYChartBuilder()
            .title("%s by %s, run %s".formatted(curve.graph(), curve.costModel(), curve.runId()))
            .xAxisTitle(effort.title())
            .yAxisTitle("multiplications")
            .build();
    double[] efforts = curve.points().stream().mapToDouble(effort.value()).toArray();
    // An axis must have some length, even where nothing was judged by a network.
    double end = Math.max(1, efforts[efforts.length - 1]);
    style(chart.getStyler(), end);
    for (int number = 0; number < levels.size(); number++) {
      Level level = levels.get(number);
      double[] counts = {level.count(), level.count()};
      XYSeries line = add(chart, level.label(), new double[] {0, end}, counts);
      line.setMarker(SeriesMarkers.NONE).setLineColor(level.color()).setLineStyle(dashed(number));
    }
    double[] means = curve.points().stream().mapToDouble(CurvePoint::mean).toArray();
    drawCurve(add(chart, "mean", efforts, means), MEAN);
    double[] bests = curve.points().stream().mapToDouble(CurvePoint::best).toArray();
    drawCurve(
        add(chart, "best", efforts, bests)
            .setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Step),
        BEST);
    return chart;
  }

  /** Returns the stroke of a level line, whose gaps show the dashes of up to three others. */
  private static BasicStroke dashed(int number) {
    float[] pattern = {DASH, 3 * DASH};
    return new BasicStroke(
        2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, pattern, number * DASH);
  }

  /** Adds a series whose label ends with its last count. */
  private static XYSeries add(XYChart chart, String label, double[] efforts, double[] counts) {
    double last = counts[counts.length - 1];
    return chart.addSeries(String.format(Locale.ROOT, "%s %,.0f", label, last), efforts, counts);
  }

  /** Marks points where they are few, because a single one would not be seen otherwise. */
  private void drawCurve(XYSeries series, Color color) {
    boolean few = curve.points().size() <= MARKED;
    series
        .setMarker(few ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE)
        .setMarkerColor(color)
        .setLineColor(color)
        .setLineStyle(SOLID);
  }

  private void style(XYStyler styler, double end) {
    CountRange range = CountRange.of(curve, levels.stream().map(Level::count).toList());
    styler
        .setYAxisMin(range.least() - range.margin())
        .setYAxisMax(range.greatest() + range.margin())
        .setXAxisMin(0.0)
        .setXAxisMax(end)
        .setLocale(Locale.ROOT)
        .setXAxisDecimalPattern("#,###")
        .setYAxisDecimalPattern("#,###")
        .setPlotGridLinesColor(new Color(0xDDDDDD))
        .setMarkerSize(6)
        .setChartTitleFont(FONT.deriveFont(Font.BOLD))
        .setLegendFont(FONT)
        .setLegendSeriesLineLength(40)
        .setLegendPosition(Styler.LegendPosition.OutsideE)
        .setLegendBorderColor(Color.WHITE)
        .setChartBackgroundColor(Color.WHITE);
  }
}
