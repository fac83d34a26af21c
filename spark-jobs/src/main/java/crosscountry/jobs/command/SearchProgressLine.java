package crosscountry.jobs.command;

import crosscountry.jobs.search.SearchProgress;
import crosscountry.jobs.server.RunGraph;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Tells how a search stands, at most once per interval, as one line on stderr. */
final class SearchProgressLine implements Consumer<SearchProgress> {

  private final RunGraph graph;
  private final Diagnostics diagnostics;
  private final Duration interval;
  private Duration next;

  SearchProgressLine(RunGraph graph, Diagnostics diagnostics, Duration interval) {
    this.graph = graph;
    this.diagnostics = diagnostics;
    this.interval = interval;
    this.next = interval;
  }

  @Override
  public void accept(SearchProgress progress) {
    if (progress.elapsed().compareTo(next) < 0) {
      return;
    }
    next = progress.elapsed().plus(interval);
    diagnostics.progress(line(progress), fields(progress));
  }

  private Map<String, Object> fields(SearchProgress progress) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("seconds_elapsed", ProgressLine.seconds(progress.elapsed()));
    fields.put("seconds_left", ProgressLine.seconds(progress.left()));
    fields.put("graph", graph.name());
    fields.put("lower_bound", graph.lowerBound());
    fields.put("tasks", progress.tasks());
    progress.least().ifPresent(least -> fields.put("best." + graph.name(), least));
    return fields;
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
