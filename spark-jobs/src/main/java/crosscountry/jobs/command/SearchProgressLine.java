package crosscountry.jobs.command;

import crosscountry.jobs.search.SearchProgress;
import crosscountry.jobs.server.RunGraph;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Consumer;

/** Prints how a search stands, at most once per interval, as one line on stderr. */
final class SearchProgressLine implements Consumer<SearchProgress> {

  private final RunGraph graph;
  private final PrintStream out;
  private final Duration interval;
  private Duration next;

  SearchProgressLine(RunGraph graph, PrintStream out, Duration interval) {
    this.graph = graph;
    this.out = out;
    this.interval = interval;
    this.next = interval;
  }

  @Override
  public void accept(SearchProgress progress) {
    if (progress.elapsed().compareTo(next) < 0) {
      return;
    }
    next = progress.elapsed().plus(interval);
    out.println(line(progress));
  }

  private String line(SearchProgress progress) {
    String best = progress.least().isPresent() ? Long.toString(progress.least().getAsLong()) : "-";
    return "%s | best %s %s, lower bound %d | %d %s | %s left"
        .formatted(
            ProgressLine.clock(progress.elapsed()),
            graph.name(),
            best,
            graph.lowerBound(),
            progress.tasks(),
            progress.tasks() == 1 ? "task" : "tasks",
            ProgressLine.clock(progress.left()));
  }
}
