package crosscountry.jobs.command;

import crosscountry.jobs.bound.BoundProgress;
import crosscountry.jobs.server.RunGraph;
import java.io.PrintStream;
import java.util.function.Consumer;

/** Prints every raised bound as one line on stderr. */
final class BoundProgressLine implements Consumer<BoundProgress> {

  private final RunGraph graph;
  private final PrintStream out;

  BoundProgressLine(RunGraph graph, PrintStream out) {
    this.graph = graph;
    this.out = out;
  }

  @Override
  public void accept(BoundProgress progress) {
    out.println(
        "%s | %s lower bound %d, best %d | round %d | %s left"
            .formatted(
                ProgressLine.clock(progress.elapsed()),
                graph.name(),
                progress.lowerBound(),
                progress.least(),
                progress.rounds(),
                ProgressLine.clock(progress.left())));
  }
}
