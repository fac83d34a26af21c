package crosscountry.jobs.server;

import crosscountry.datasets.tables.Floats;
import crosscountry.datasets.tables.Ints;
import crosscountry.datasets.tables.Longs;
import crosscountry.datasets.tables.TrajectoryRow;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.jobs.selfplay.GameBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Turns games into rows of the trajectories table, and rows back into games. */
final class TrajectoryRows {

  private final RunGraph graph;

  TrajectoryRows(RunGraph graph) {
    this.graph = graph;
  }

  List<TrajectoryRow> of(String runId, GameBatch batch, long staleness) {
    List<TrajectoryRow> rows = new ArrayList<>();
    for (int game = 0; game < batch.games().size(); game++) {
      Trajectory trajectory = batch.games().get(game);
      rows.add(
          new TrajectoryRow(
              runId,
              batch.assignment().wave(),
              batch.assignment().partition(),
              game,
              graph.name(),
              graph.fingerprint(),
              batch.version(),
              staleness,
              batch.assignment().taskSeed(),
              equations(trajectory.vertices()),
              Longs.of(Arrays.stream(trajectory.costs()).asLongStream().toArray()),
              Arrays.stream(trajectory.policyMoves()).map(this::equations).toList(),
              Arrays.stream(trajectory.policy()).map(Floats::of).toList(),
              Floats.of(trajectory.rootValues()),
              graph.costModel().label()));
    }
    return rows;
  }

  Trajectory trajectory(TrajectoryRow row) {
    return new Trajectory(
        vertices(row.order()),
        Arrays.stream(row.stepMultiplications().toArray()).mapToInt(Math::toIntExact).toArray(),
        row.moves().stream().map(this::vertices).toArray(int[][]::new),
        row.policy().stream().map(Floats::toArray).toArray(float[][]::new),
        row.rootValues().toArray(),
        0);
  }

  private Ints equations(int[] vertices) {
    ComputationalGraph lookup = graph.game().graph();
    return Ints.of(Arrays.stream(vertices).map(lookup::equationOf).toArray());
  }

  private int[] vertices(Ints equations) {
    ComputationalGraph lookup = graph.game().graph();
    return Arrays.stream(equations.toArray()).map(lookup::vertexOf).toArray();
  }
}
