package crosscountry.jobs.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.jobs.report.RunSummary;
import crosscountry.jobs.report.SampleRun;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What stands in pages of runs that are made up. */
final class ReportPageTest {

  private static final Instant NOW = Instant.parse("2030-01-02T03:04:05Z");

  @Test
  void allOfARunIsThere() {
    String page = html(SampleRun.played(List.of("g", "f"), 20));
    assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .contains(
            "<h1>night <span class=\"status good\">done</span></h1>",
            "data-count=\"self-play\">410<",
            "data-count=\"local-search\">409<",
            "<span>12</span> <span class=\"share\">2.9 %</span>",
            "<code>run.budget</code></th><td><code>150m</code></td><td><code class=\"muted\">5m</code>",
            "<td><code>fingerprint of f</code>",
            "0.1.0 (abc)",
            "after 2 h 30 min",
            "2030-01-02 03:04:05 UTC",
            "policy loss [nats] by updates",
            "positions played per second by wall clock")
        .containsOnlyOnce("<h3>g</h3>")
        .doesNotContain("No wave of self-play", "NaN");
    // The seed and the budget differ from the defaults, the width does not.
    assertThat(page.split("class=\"chip\">changed<", -1)).hasSize(3);
  }

  @Test
  void whatComesFromTablesIsText() {
    String nasty = "<script>alert('\"&`')</script>";
    String escaped = "&lt;script&gt;alert(";
    assertThat(html(SampleRun.played(List.of(nasty), 3)))
        .contains("<h3>" + escaped, "data-graph=\"" + escaped)
        .doesNotContain("<script>alert", "alert('\"");
    assertThat(html(SampleRun.disturbed(nasty)))
        .contains("<td>" + escaped)
        .doesNotContain("<script>alert");
  }

  @Test
  void aRefitHasAPageOfItsLossesAlone() {
    assertThat(html(SampleRun.refitted()))
        .contains(
            "No wave of self-play has been finished",
            "value loss by updates",
            "has measured the cluster")
        .doesNotContain("<article", "NaN");
  }

  @Test
  void aRunThatHasOnlyBegunHasAPage() {
    assertThat(html(SampleRun.begun()))
        .contains(
            "at work, or killed", "The learner made no update", "data-count=\"forward\">632<");
  }

  @Test
  void aLongRunOnManyGraphsIsAPageThatOpensAtOnce() {
    RunSummary summary =
        SampleRun.played(
            IntStream.range(0, 27).mapToObj(number -> "graph-" + number).toList(), 10_000);
    String page = html(summary);
    assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(4_000_000);
    // The one wave that stands out, and the last fall of the best count.
    assertThat(page).contains("5001,25005000,", ",9999.0;", ",410,");
    assertThat(page.split("<article", -1)).hasSize(28);
  }

  private static String html(RunSummary summary) {
    return new ReportPage(summary, NOW).html();
  }
}
