package crosscountry.jobs.refit;

import crosscountry.datasets.catalog.Catalog;
import crosscountry.datasets.catalog.CatalogEntry;
import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.Floats;
import crosscountry.datasets.tables.Ints;
import crosscountry.datasets.tables.Longs;
import crosscountry.datasets.tables.TrajectoryRow;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.game.GameSettings;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.heuristic.HeuristicOrder;
import crosscountry.environment.linearization.CostModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table of games that rules have played. */
final class StoredRows {

  /** The function that is played. */
  static final CatalogEntry ENTRY = Catalog.builtIn().resolve("RoeFlux_1d");

  /** The same, linearized. */
  static final ComputationalGraph GRAPH = CostModel.PRINCIPLE.linearize(ENTRY.program());

  private StoredRows() {}

  /** Returns what a task needs to read the table. */
  static GameLibrary library(Warehouse warehouse) {
    return new GameLibrary(
        warehouse.location().toString(),
        CostModel.PRINCIPLE,
        GameSettings.STANDARD,
        List.of(GRAPH),
        List.of(ENTRY.program().fingerprint()));
  }

  /** Writes a file for each rule, and returns their keys. */
  static List<String> write(Warehouse warehouse, HeuristicOrder... rules) {
    for (int wave = 0; wave < rules.length; wave++) {
      warehouse
          .trajectories()
          .append(key(wave), List.of(row(wave, Ints.of(order(rules[wave])), "principle")));
    }
    return warehouse.trajectories().keys().stream().map(FileKey::value).toList();
  }

  static FileKey key(int wave) {
    return FileKey.ofRun("rules").wave(wave);
  }

  /** Returns the equations of the game in which a rule chooses. */
  static int[] order(HeuristicOrder rule) {
    return rule.of(GRAPH).equations();
  }

  /** Returns a game without a search; what its steps cost is not told. */
  static TrajectoryRow row(int wave, Ints order, String costModel) {
    int steps = order.length();
    return row(
        wave,
        order,
        Collections.nCopies(steps, Ints.of()),
        Collections.nCopies(steps, Floats.of()),
        Floats.of(new float[steps]),
        costModel);
  }

  /** Returns a game whose search considered one equation at the first step. */
  static TrajectoryRow thought(Ints order, int equation, float weight, float value) {
    int steps = order.length();
    List<Ints> moves = new ArrayList<>(Collections.nCopies(steps, Ints.of()));
    moves.set(0, Ints.of(equation));
    List<Floats> policy = new ArrayList<>(Collections.nCopies(steps, Floats.of()));
    policy.set(0, Floats.of(weight));
    float[] values = new float[steps];
    values[0] = value;
    return row(0, order, moves, policy, Floats.of(values), "principle");
  }

  private static TrajectoryRow row(
      int wave,
      Ints order,
      List<Ints> moves,
      List<Floats> policy,
      Floats rootValues,
      String costModel) {
    return new TrajectoryRow(
        "rules",
        wave,
        0,
        0,
        ENTRY.name(),
        ENTRY.program().fingerprint(),
        0,
        null,
        1,
        order,
        Longs.of(new long[order.length()]),
        moves,
        policy,
        rootValues,
        costModel);
  }
}
