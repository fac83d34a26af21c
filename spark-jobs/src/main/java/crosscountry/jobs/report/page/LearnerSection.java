package crosscountry.jobs.report.page;

import crosscountry.datasets.tables.MetricRow;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the learner's updates lost.
 *
 * @param panels a loss against updates, each
 * @param facts the losses of the newest updates, averaged
 */
record LearnerSection(List<Panel> panels, List<Fact> facts) {

  private static final int PARTS = 200;

  /** Updates scatter; their means over so many parts of the run show where they go. */
  private static final int MEANS = 60;

  /** The newest updates are this share of all. */
  private static final int NEWEST = 20;

  /** A loss, and what it is called. */
  private record Loss(String name, ToDoubleFunction<MetricRow.Learning> value) {}

  private static final List<Loss> LOSSES =
      List.of(
          new Loss("policy loss [nats]", MetricRow.Learning::policyLoss),
          new Loss("value loss", MetricRow.Learning::valueLoss),
          new Loss("weighted sum", MetricRow.Learning::loss));

  /** Returns the section of a run; it has no panels where the learner has made no update. */
  static LearnerSection of(List<MetricRow> metrics) {
    List<MetricRow> updates =
        metrics.stream()
            .filter(row -> row.learning() != null && row.step() != null)
            .sorted(Comparator.comparing(MetricRow::step).thenComparing(MetricRow::recordedAt))
            .toList();
    if (updates.isEmpty()) {
      return new LearnerSection(List.of(), List.of());
    }
    MetricRow newest = updates.get(updates.size() - 1);
    Stream<Fact> last =
        LOSSES.stream()
            .map(loss -> new Fact(loss.name(), FigureText.decimal(newest(updates, loss), 4)));
    Stream<Fact> state =
        Stream.of(
            new Fact("updates", FigureText.count(newest.step())),
            new Fact("learning rate", FigureText.decimal(newest.learning().learningRate(), 5)),
            new Fact("positions to draw from", FigureText.count(newest.learning().replaySize())));
    return new LearnerSection(
        LOSSES.stream().flatMap(loss -> panel(updates, loss)).toList(),
        Stream.concat(state, last).toList());
  }

  private static double newest(List<MetricRow> updates, Loss loss) {
    int count = Math.max(1, updates.size() / NEWEST);
    return updates.subList(updates.size() - count, updates.size()).stream()
        .mapToDouble(row -> loss.value().applyAsDouble(row.learning()))
        .average()
        .orElseThrow();
  }

  private static Stream<Panel> panel(List<MetricRow> updates, Loss loss) {
    List<MetricRow> finite =
        updates.stream()
            .filter(row -> Double.isFinite(loss.value().applyAsDouble(row.learning())))
            .toList();
    if (finite.isEmpty()) {
      return Stream.empty();
    }
    double[] steps = finite.stream().mapToDouble(MetricRow::step).toArray();
    double[] losses =
        finite.stream().mapToDouble(row -> loss.value().applyAsDouble(row.learning())).toArray();
    Panel.Plot plot = new Panel.Plot(Panel.upToCount(steps[steps.length - 1]), vertical(losses));
    int[] drawn = new Thinning(PARTS).of(losses).stream().toArray();
    boolean many = losses.length > 2 * MEANS;
    plot.line(
        many ? "scatter" : "loss",
        IntStream.of(drawn).mapToDouble(number -> steps[number]).toArray(),
        IntStream.of(drawn).mapToDouble(number -> losses[number]).toArray());
    if (many) {
      plot.line("loss", means(steps), means(losses));
    }
    return Stream.of(plot.panel("%s by updates".formatted(loss.name()), "updates"));
  }

  /** Losses fall by powers of ten at first, and what comes then is what matters. */
  private static Axis vertical(double[] losses) {
    DoubleSummaryStatistics range = DoubleStream.of(losses).summaryStatistics();
    return Scale.suiting(range.getMin(), range.getMax()) == Scale.LOGARITHMIC
        ? Panel.verticalOverPowers(range.getMin(), range.getMax())
        : Panel.vertical(Math.min(0, range.getMin()), range.getMax());
  }

  private static double[] means(double[] values) {
    return IntStream.range(0, MEANS)
        .mapToDouble(
            part ->
                IntStream.range(part * values.length / MEANS, (part + 1) * values.length / MEANS)
                    .mapToDouble(number -> values[number])
                    .average()
                    .orElseThrow())
        .toArray();
  }
}
