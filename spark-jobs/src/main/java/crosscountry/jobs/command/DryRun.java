package crosscountry.jobs.command;

import crosscountry.jobs.configuration.TrainingConfiguration;
import crosscountry.jobs.server.RunGraph;
import crosscountry.models.device.DeviceChoice;
import crosscountry.models.network.NetworkBlueprint;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;

/** Says what a run would do. */
final class DryRun {

  // Of a position: its move, cost and value, and the dozen moves that carry the recorded policy.
  private static final int BYTES_PER_REPLAYED_POSITION = 12 + 12 * 8 + 40;
  // Adam keeps two moments per parameter.
  private static final int FLOATS_PER_PARAMETER = 3;

  private DryRun() {}

  static String describe(
      String effective,
      TrainingConfiguration configuration,
      NetworkBlueprint blueprint,
      DeviceChoice device,
      List<RunGraph> graphs) {
    StringBuilder text = new StringBuilder(effective).append(System.lineSeparator());
    for (RunGraph graph : graphs) {
      if (graph.isPractice()) {
        continue;
      }
      line(
          text,
          "graph %s: %d eliminable vertices, forward %d, reverse %d, Markowitz %d, bound %d",
          graph.name(),
          graph.game().graph().eliminableCount(),
          graph.forward(),
          graph.reverse(),
          graph.markowitz(),
          graph.lowerBound());
    }
    practice(text, graphs.stream().filter(RunGraph::isPractice).toList());
    line(
        text,
        "network %s: %d parameters, %.1f kB published per version, %.1f kB per checkpoint",
        blueprint.toText(),
        blueprint.parameterCount(),
        blueprint.parameterCount() * Float.BYTES / 1e3,
        blueprint.parameterCount() * Float.BYTES * FLOATS_PER_PARAMETER / 1e3);
    line(text, "learner %s", device.describe());
    line(
        text,
        "replay of %d positions: about %.0f MB of driver heap",
        configuration.learning().replay().recentPositions(),
        (double) configuration.learning().replay().recentPositions()
            * BYTES_PER_REPLAYED_POSITION
            / 1e6);
    text.append(
        "tables orders, trajectories, checkpoints, metrics, runs in " + configuration.warehouse());
    return text.toString();
  }

  /** Of graphs that there may be thousands of, and that nobody has asked for by name. */
  private static void practice(StringBuilder text, List<RunGraph> graphs) {
    if (!graphs.isEmpty()) {
      IntSummaryStatistics vertices =
          graphs.stream()
              .mapToInt(graph -> graph.game().graph().eliminableCount())
              .summaryStatistics();
      line(
          text,
          "random graphs, %d: %d to %d eliminable vertices, %.0f on average",
          graphs.size(),
          vertices.getMin(),
          vertices.getMax(),
          vertices.getAverage());
    }
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
  }
}
