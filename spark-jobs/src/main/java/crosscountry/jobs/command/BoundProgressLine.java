package crosscountry.jobs.command;

import crosscountry.jobs.bound.BoundProgress;
import crosscountry.jobs.server.RunGraph;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Tells every raised bound as one line on stderr. */
final class BoundProgressLine implements Consumer<BoundProgress> {

  private final RunGraph graph;
  private final Diagnostics diagnostics;

  BoundProgressLine(RunGraph graph, Diagnostics diagnostics) {
    this.graph = graph;
    this.diagnostics = diagnostics;
  }

  @Override
  public void accept(BoundProgress progress) {
    diagnostics.progress(
        "%s | %s lower bound %d, best %d | round %d | %s left"
            .formatted(
                ProgressLine.clock(progress.elapsed()),
                graph.name(),
                progress.lowerBound(),
                progress.least(),
                progress.rounds(),
                ProgressLine.clock(progress.left())),
        fields(progress));
  }

  private Map<String, Object> fields(BoundProgress progress) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("seconds_elapsed", ProgressLine.seconds(progress.elapsed()));
    fields.put("seconds_left", ProgressLine.seconds(progress.left()));
    fields.put("graph", graph.name());
    fields.put("lower_bound", progress.lowerBound());
    fields.put("best." + graph.name(), progress.least());
    fields.put("rounds", progress.rounds());
    return fields;
  }
}
