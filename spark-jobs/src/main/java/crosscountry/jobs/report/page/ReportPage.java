package crosscountry.jobs.report.page;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import crosscountry.datasets.tables.MetricRow;
import crosscountry.datasets.tables.RunRow;
import crosscountry.jobs.report.GraphReport;
import crosscountry.jobs.report.ReportFailedException;
import crosscountry.jobs.report.RunRecords;
import crosscountry.jobs.report.RunSummary;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The page that shows a run, in one file that loads nothing else. */
public final class ReportPage {

  private static final String FILE = "index.html";

  /** A run that plays random graphs alone may have thousands. */
  private static final int MOST_CURVES = 100;

  private final PageView view;

  /**
   * Prepares the page of a run.
   *
   * @param summary all that is reported of it
   * @param now when the page is made
   */
  public ReportPage(RunSummary summary, Instant now) {
    this.view = view(summary, now);
  }

  /**
   * Writes the page in place of what an earlier report left there.
   *
   * @param folder where to, made if need be
   * @return the file
   * @throws ReportFailedException if it cannot be written
   */
  public Path write(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      Files.createDirectories(folder);
      Files.writeString(file, html());
      return file;
    } catch (IOException unwritable) {
      throw new ReportFailedException(
          "the page cannot be written to %s (%s); report --output names another folder"
              .formatted(file, unwritable.getClass().getSimpleName()),
          unwritable);
    }
  }

  /** Returns the page as HTML; whatever comes from the tables is escaped. */
  String html() {
    // A name that the view does not have is an error, and so a typing error of the template.
    Template template =
        Mustache.compiler()
            .escapeHTML(true)
            .strictSections(true)
            .emptyStringIsFalse(true)
            .withLoader(ReportPage::resource)
            .compile(resource("page.html"));
    return template.execute(view);
  }

  private static Reader resource(String name) {
    InputStream content = ReportPage.class.getResourceAsStream(name);
    return new InputStreamReader(
        Objects.requireNonNull(content, () -> "the program lacks its resource " + name),
        StandardCharsets.UTF_8);
  }

  private static PageView view(RunSummary summary, Instant now) {
    RunRecords records = summary.records();
    RunRow newest = records.newest();
    List<AttemptLine> attempts = AttemptLine.of(records);
    String status = attempts.get(attempts.size() - 1).status();
    List<OrderLine> orders = summary.graphs().stream().map(OrderLine::of).toList();
    List<SettingLine> settings = SettingLine.of(newest.configuration());
    return new PageView(
        records.runId(),
        status,
        tone(newest),
        summary.graphs().stream()
            .map(GraphReport::costModel)
            .distinct()
            .collect(Collectors.joining(", ")),
        Long.toString(newest.seed()),
        FigureText.time(now),
        facts(summary),
        orders,
        orders.stream().anyMatch(line -> !line.searched().equals(FigureText.NOTHING)),
        orders.stream().anyMatch(line -> !line.played().equals(FigureText.NOTHING)),
        orders.stream().anyMatch(line -> !line.other().isEmpty()),
        orders.stream().anyMatch(OrderLine::taught),
        curves(summary),
        curvesLeftOut(summary),
        LearnerSection.of(records.metrics()),
        LoadSection.of(records),
        attempts,
        IntStream.range(0, newest.graphs().size())
            .mapToObj(i -> new Fact(newest.graphs().get(i), newest.fingerprints().get(i)))
            .toList(),
        settings.stream().filter(SettingLine::isChanged).toList(),
        settings);
  }

  /** A run that was stopped on request goes on when it is asked to. */
  private static String tone(RunRow newest) {
    if (newest.exitCode() == null || newest.status().equals("stopped")) {
      return "open";
    }
    return newest.exitCode() == 0 ? "good" : "bad";
  }

  private static List<CurveSection> curves(RunSummary summary) {
    List<GraphReport> drawn =
        summary.graphs().stream().filter(report -> report.curve().isPresent()).toList();
    return drawn.stream()
        .limit(MOST_CURVES)
        .map(report -> CurveSection.of(report.curve().orElseThrow(), report, drawn.size()))
        .toList();
  }

  private static String curvesLeftOut(RunSummary summary) {
    long drawn = summary.graphs().stream().filter(report -> report.curve().isPresent()).count();
    return drawn <= MOST_CURVES ? "" : FigureText.count(drawn - MOST_CURVES);
  }

  private static List<Fact> facts(RunSummary summary) {
    RunRecords records = summary.records();
    List<MetricRow> waves =
        records.metrics().stream()
            .filter(row -> row.kind() == MetricRow.Kind.WAVE && row.play() != null)
            .toList();
    double seconds =
        records.metrics().stream().mapToDouble(records.clock()::seconds).max().orElse(0);
    return List.of(
        new Fact("graphs", FigureText.count((long) records.newest().graphs().size())),
        new Fact("attempts", FigureText.count((long) AttemptLine.of(records).size())),
        new Fact("measured time", FigureText.duration(seconds)),
        new Fact("waves", FigureText.count(waves.stream().map(MetricRow::wave).distinct().count())),
        new Fact("games", sum(waves, MetricRow.Play::games)),
        new Fact("moves", sum(waves, MetricRow.Play::moves)),
        new Fact("evaluations", sum(waves, MetricRow.Play::evaluations)),
        new Fact(
            "updates",
            FigureText.count(
                records.metrics().stream()
                    .filter(row -> row.step() != null)
                    .mapToLong(MetricRow::step)
                    .max()
                    .orElse(0))));
  }

  private static String sum(List<MetricRow> waves, ToLongFunction<MetricRow.Play> count) {
    return FigureText.count(waves.stream().mapToLong(row -> count.applyAsLong(row.play())).sum());
  }
}
