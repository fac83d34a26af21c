package crosscountry.jobs.refit;

import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.Floats;
import crosscountry.datasets.tables.Ints;
import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.Table;
import crosscountry.datasets.tables.TrajectoryRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.game.GameSettings;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.linearization.CostModel;
import crosscountry.jobs.server.CountingRules;
import crosscountry.jobs.server.ThoughtCheck;
import java.io.Serializable;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * The graphs that are learnt from, and the table that holds their games: what a task needs to read
 * them. It is broadcast, so that all tasks of a JVM share the prepared graphs. Any number of
 * threads may use it.
 */
public final class GameLibrary implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String warehouse;
  private final CostModel costModel;
  private final GameSettings settings;
  private final ComputationalGraph[] graphs;
  private final HashMap<String, Integer> byFingerprint = new HashMap<>();
  private transient VertexGame[] games;
  private transient Table<TrajectoryRow> table;

  /**
   * Creates a library.
   *
   * @param warehouse where the table is, as any machine finds it
   * @param costModel the rules by which multiplications are counted; games that were counted by
   *     others are left out
   * @param settings how the graphs are played
   * @param graphs the graphs, linearized by those rules
   * @param fingerprints keys of the graphs in the table, in the same order
   */
  public GameLibrary(
      String warehouse,
      CostModel costModel,
      GameSettings settings,
      List<ComputationalGraph> graphs,
      List<String> fingerprints) {
    this.warehouse = warehouse;
    this.costModel = costModel;
    this.settings = settings;
    this.graphs = graphs.toArray(ComputationalGraph[]::new);
    for (int graph = 0; graph < fingerprints.size(); graph++) {
      byFingerprint.put(fingerprints.get(graph), graph);
    }
  }

  /** Takes in the games that are read. */
  interface Reader {

    /** Takes in a game on the graph of the given place in the list. */
    void accept(int graph, Trajectory game);
  }

  /** Returns the game on a graph, by its place in the list, prepared when it is first needed. */
  VertexGame game(int graph) {
    synchronized (this) {
      if (games == null) {
        games = new VertexGame[graphs.length];
      }
      if (games[graph] == null) {
        games[graph] = new VertexGame(graphs[graph], settings);
      }
      return games[graph];
    }
  }

  /**
   * Reads a file of the table of games.
   *
   * @param reader takes in the games that can be learnt from
   * @param report is told of what is damaged, a sentence each
   * @return what was left out, and why
   * @throws crosscountry.datasets.tables.WarehouseException if the file is not damaged but cannot
   *     be reached
   */
  LeftOut read(FileKey key, Reader reader, Consumer<String> report) {
    Map<LeftOut.Reason, Long> leftOut = new EnumMap<>(LeftOut.Reason.class);
    OptionalInt poisoned =
        table()
            .usable(this::fault, Quarantine.reporting(report))
            .scanFile(
                key,
                row ->
                    foreign(row)
                        .ifPresentOrElse(
                            reason -> leftOut.merge(reason, 1L, Long::sum),
                            () -> {
                              int graph = byFingerprint.get(row.graphFingerprint());
                              reader.accept(graph, played(row, game(graph)));
                            }));
    if (poisoned.isEmpty()) {
      leftOut.put(LeftOut.Reason.DAMAGED_FILE, 1L);
    } else if (poisoned.getAsInt() > 0) {
      leftOut.put(LeftOut.Reason.POISONED, (long) poisoned.getAsInt());
    }
    return new LeftOut(leftOut);
  }

  private Table<TrajectoryRow> table() {
    synchronized (this) {
      if (table == null) {
        table = Warehouse.open(warehouse).trajectories();
      }
      return table;
    }
  }

  /** Returns why a sound game can't be learnt from here, if it can't. */
  private Optional<LeftOut.Reason> foreign(TrajectoryRow row) {
    if (!byFingerprint.containsKey(row.graphFingerprint())) {
      return Optional.of(LeftOut.Reason.UNKNOWN_GRAPH);
    }
    return CountingRules.label(row.costModel()).equals(costModel.label())
        ? Optional.empty()
        : Optional.of(LeftOut.Reason.OTHER_COST_MODEL);
  }

  /** Returns what is wrong with a game; what it says of its cost is not used, and may be. */
  private Optional<String> fault(TrajectoryRow row) {
    return foreign(row).isPresent()
        ? Optional.empty()
        : ThoughtCheck.fault(graphs[byFingerprint.get(row.graphFingerprint())], row);
  }

  /**
   * Plays a game again, which counts it by the rules of this software. What a search thought is
   * kept where the positions are still those of the game, that is, where its opening has not
   * changed.
   */
  private static Trajectory played(TrajectoryRow row, VertexGame game) {
    EliminationOrder order = EliminationOrder.ofEquations(game.graph(), row.order().toArray());
    Trajectory again = Trajectory.of(game, order);
    if (!Arrays.equals(again.vertices(), order.vertices())) {
      return again;
    }
    return new Trajectory(
        again.vertices(),
        again.costs(),
        row.moves().stream().map(moves -> vertices(moves, game)).toArray(int[][]::new),
        row.policy().stream().map(Floats::toArray).toArray(float[][]::new),
        row.rootValues().toArray(),
        0);
  }

  private static int[] vertices(Ints equations, VertexGame game) {
    return Arrays.stream(equations.toArray()).map(game.graph()::vertexOf).toArray();
  }
}
