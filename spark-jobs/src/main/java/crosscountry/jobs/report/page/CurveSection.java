package crosscountry.jobs.report.page;

import crosscountry.jobs.report.CountRange;
import crosscountry.jobs.report.CurvePoint;
import crosscountry.jobs.report.GraphReport;
import crosscountry.jobs.report.LearningCurve;
import crosscountry.jobs.report.ReferenceCounts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The learning curve of one graph.
 *
 * @param graph the graph's name
 * @param fingerprint SHA-256 of its traced program
 * @param panels counts against moves, evaluations and wall clock
 * @param legend what the lines are
 * @param falls the waves in which the best count fell
 * @param waves what is drawn, for who points at it: of each wave its place in the curve, moves,
 *     evaluations, seconds, best and mean count
 */
record CurveSection(
    String graph,
    String fingerprint,
    List<Panel> panels,
    List<Entry> legend,
    List<Fall> falls,
    String waves) {

  /** Points of all curves of a page together, before the least and greatest of each part. */
  private static final int PARTS_OF_ALL = 4_000;

  private static final int FEWEST_PARTS = 8;
  private static final int MOST_PARTS = 150;

  /** The factor by which a logarithmic axis goes on above and below. */
  private static final double ROOM = 1.1;

  /**
   * An entry of the legend.
   *
   * @param style the name of the line's style
   * @param name what the line is
   * @param count its last count
   * @param isHidden whether the line is too far away to be drawn
   */
  record Entry(String style, String name, String count, boolean isHidden) {}

  /** A wave in which the best count fell. */
  record Fall(String wave, String moves, String evaluations, String seconds, String best) {}

  /** What counts are drawn against. */
  private record Effort(
      String name, ToDoubleFunction<CurvePoint> value, DoubleFunction<Axis> axis) {}

  /** A level line, if its count is known. */
  private record Level(String style, String name, Long count) {}

  /** Returns the section of a graph. */
  static CurveSection of(LearningCurve curve, GraphReport report, int graphs) {
    List<Level> levels = levels(report.references());
    CountRange range = CountRange.of(curve, levels.stream().map(Level::count).toList());
    BitSet kept = kept(curve.points(), graphs);
    List<CurvePoint> drawn = kept.stream().mapToObj(curve.points()::get).toList();
    TimeUnit unit = TimeUnit.suiting(curve.last().seconds());
    List<Panel> panels =
        Stream.of(
                new Effort("moves", CurvePoint::moves, Panel::upToCount),
                new Effort("network evaluations", CurvePoint::evaluations, Panel::upToCount),
                new Effort(unit.title(), point -> unit.of(point.seconds()), Panel::upTo))
            .map(effort -> panel(curve, drawn, effort, levels, range))
            .toList();
    return new CurveSection(
        curve.graph(),
        curve.fingerprint(),
        panels,
        legend(curve, levels, range),
        falls(curve),
        waves(curve.points(), kept));
  }

  private static List<Level> levels(ReferenceCounts references) {
    return Stream.of(
            new Level("bound", "lower bound", references.lowerBound()),
            new Level("markowitz", "Markowitz", references.markowitz()),
            new Level("published", "published", references.published()),
            new Level("annealed", "annealing, best of any run", references.annealed()))
        .filter(level -> level.count() != null)
        .toList();
  }

  /** Leaves no extreme of the mean out, and no wave in which the best count fell. */
  private static BitSet kept(List<CurvePoint> points, int graphs) {
    int parts = Math.max(FEWEST_PARTS, Math.min(MOST_PARTS, PARTS_OF_ALL / graphs));
    BitSet kept = new Thinning(parts).of(points.stream().mapToDouble(CurvePoint::mean).toArray());
    for (int number = 1; number < points.size(); number++) {
      if (points.get(number).best() < points.get(number - 1).best()) {
        kept.set(number);
      }
    }
    return kept;
  }

  private static Panel panel(
      LearningCurve curve,
      List<CurvePoint> drawn,
      Effort effort,
      List<Level> levels,
      CountRange range) {
    // An axis must have some length, even where nothing was judged by a network.
    double end = Math.max(1, effort.value().applyAsDouble(curve.last()));
    double[] efforts = drawn.stream().mapToDouble(effort.value()).toArray();
    Panel.Plot plot = new Panel.Plot(effort.axis().apply(end), vertical(range));
    levels.stream()
        .filter(level -> range.contains(level.count()))
        .forEach(level -> plot.level(level.style(), level.count()));
    return plot.line("mean", efforts, drawn.stream().mapToDouble(CurvePoint::mean).toArray())
        .stairs("best", efforts, drawn.stream().mapToDouble(CurvePoint::best).toArray())
        .panel("multiplications by %s".formatted(effort.name()), effort.name());
  }

  /** The first games of a hard graph may take twenty times what the best do. */
  private static Axis vertical(CountRange range) {
    return Scale.suiting(range.least(), range.greatest()) == Scale.LOGARITHMIC
        ? Panel.verticalOverPowers(range.least() / ROOM, range.greatest() * ROOM)
        : Panel.vertical(range.least() - range.margin(), range.greatest() + range.margin());
  }

  private static List<Entry> legend(LearningCurve curve, List<Level> levels, CountRange range) {
    List<Entry> legend = new ArrayList<>();
    legend.add(
        new Entry("best", "best of self-play", FigureText.count(curve.last().best()), false));
    legend.add(
        new Entry("mean", "mean of a wave", FigureText.decimal(curve.last().mean(), 1), false));
    levels.stream()
        .sorted((some, other) -> Long.compare(other.count(), some.count()))
        .forEach(
            level ->
                legend.add(
                    new Entry(
                        level.style(),
                        level.name(),
                        FigureText.count(level.count()),
                        !range.contains(level.count()))));
    return legend;
  }

  private static List<Fall> falls(LearningCurve curve) {
    List<Fall> falls = new ArrayList<>();
    long best = Long.MAX_VALUE;
    for (int number = 0; number < curve.points().size(); number++) {
      CurvePoint point = curve.points().get(number);
      if (point.best() < best) {
        best = point.best();
        falls.add(
            new Fall(
                FigureText.count(number + 1L),
                FigureText.count(point.moves()),
                FigureText.count(point.evaluations()),
                FigureText.decimal(point.seconds(), 1),
                FigureText.count(best)));
      }
    }
    return falls;
  }

  private static String waves(List<CurvePoint> points, BitSet kept) {
    return kept.stream()
        .mapToObj(number -> wave(number + 1, points.get(number)))
        .collect(Collectors.joining(";"));
  }

  private static String wave(int number, CurvePoint point) {
    return String.format(
        Locale.ROOT,
        "%d,%d,%d,%.1f,%d,%.1f",
        number,
        point.moves(),
        point.evaluations(),
        point.seconds(),
        point.best(),
        point.mean());
  }
}
