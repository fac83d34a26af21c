package crosscountry.jobs.report.page;

import crosscountry.datasets.tables.MetricRow;
import crosscountry.jobs.report.RunClock;
import crosscountry.jobs.report.RunRecords;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How busy the cluster was.
 *
 * @param panels shares, positions per second and staleness against wall clock
 * @param facts how things stood when the last wave ended
 * @param events what the run survived
 */
record LoadSection(List<Panel> panels, List<Fact> facts, List<Event> events) {

  private static final int PARTS = 200;

  /**
   * Something that happened to the run.
   *
   * @param time when
   * @param seconds after how much of the run
   * @param sentence what
   */
  record Event(String time, String seconds, String sentence) {}

  /** A line of a panel, and what it shows of a wave, null where a row does not say. */
  private record Measure(String style, Function<MetricRow, Double> value) {}

  /** Returns the section of a run; it has no panels where no wave has been finished. */
  static LoadSection of(RunRecords records) {
    RunClock clock = records.clock();
    List<MetricRow> waves =
        clock.inOrder(
            records.metrics().stream()
                .filter(row -> row.kind() == MetricRow.Kind.WAVE && row.play() != null)
                .toList());
    List<Event> events =
        records.metrics().stream()
            .filter(row -> row.event() != null)
            .sorted(Comparator.comparing(MetricRow::recordedAt))
            .map(
                row ->
                    new Event(
                        FigureText.time(row.recordedAt()),
                        FigureText.duration(clock.seconds(row)),
                        row.event()))
            .toList();
    if (waves.isEmpty()) {
      return new LoadSection(List.of(), List.of(), events);
    }
    double end = clock.seconds(waves.get(waves.size() - 1));
    TimeUnit unit = TimeUnit.suiting(end);
    Axis time = Panel.upTo(unit.of(end));
    List<Panel> panels =
        Stream.of(
                panel(
                    waves,
                    clock,
                    unit,
                    time,
                    "busy since the attempt began [%]",
                    List.of(
                        new Measure("learner", row -> scaled(learnerShare(row))),
                        new Measure("busy", row -> scaled(row.play().busyShare())))),
                panel(
                    waves,
                    clock,
                    unit,
                    time,
                    "positions played per second",
                    List.of(new Measure("busy", row -> row.play().positionsPerSecond()))),
                panel(
                    waves,
                    clock,
                    unit,
                    time,
                    "staleness [versions]",
                    List.of(new Measure("learner", row -> row.play().staleness()))))
            .toList();
    return new LoadSection(panels, facts(waves.get(waves.size() - 1)), events);
  }

  private static List<Fact> facts(MetricRow last) {
    MetricRow.Load load = last.load();
    return List.of(
        new Fact("executor cores busy", FigureText.percent(last.play().busyShare())),
        new Fact("learner busy", FigureText.percent(learnerShare(last))),
        new Fact("positions per second", FigureText.decimal(last.play().positionsPerSecond(), 0)),
        new Fact("games per second", FigureText.decimal(last.play().gamesPerSecond(), 1)),
        new Fact("updates owed", FigureText.count(load == null ? null : load.owedUpdates())),
        new Fact("a task's games", kilobytes(load == null ? null : load.resultBytes())),
        new Fact(
            "a published network",
            kilobytes(
                load == null || load.snapshotBytes() == null
                    ? null
                    : load.snapshotBytes().doubleValue())));
  }

  private static String kilobytes(Double bytes) {
    return bytes == null ? FigureText.NOTHING : FigureText.decimal(bytes / 1e3, 1) + " kB";
  }

  private static Double learnerShare(MetricRow row) {
    return row.load() == null ? null : row.load().learnerShare();
  }

  private static Double scaled(Double share) {
    return share == null ? null : 100 * share;
  }

  private static Panel panel(
      List<MetricRow> waves,
      RunClock clock,
      TimeUnit unit,
      Axis time,
      String name,
      List<Measure> measures) {
    double most =
        measures.stream()
            .flatMap(measure -> waves.stream().map(measure.value()))
            .filter(value -> value != null && Double.isFinite(value))
            .mapToDouble(value -> value)
            .max()
            .orElse(0);
    boolean shares = name.endsWith("[%]");
    Panel.Plot plot =
        new Panel.Plot(time, Panel.vertical(0, shares ? Math.max(100, most) : 1.05 * most));
    for (Measure measure : measures) {
      List<MetricRow> known =
          waves.stream()
              .filter(row -> measure.value().apply(row) != null)
              .filter(row -> Double.isFinite(measure.value().apply(row)))
              .toList();
      double[] values = known.stream().mapToDouble(row -> measure.value().apply(row)).toArray();
      int[] drawn = new Thinning(PARTS).of(values).stream().toArray();
      plot.line(
          measure.style(),
          IntStream.of(drawn).mapToDouble(i -> unit.of(clock.seconds(known.get(i)))).toArray(),
          IntStream.of(drawn).mapToDouble(i -> values[i]).toArray());
    }
    return plot.panel("%s by wall clock".formatted(name), unit.title());
  }
}
