package crosscountry.jobs.refit;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What of the table is not learnt from.
 *
 * @param games how many games, or files, for which reason
 */
record LeftOut(Map<Reason, Long> games) implements Serializable {

  /** Every game is learnt from. */
  static final LeftOut NOTHING = new LeftOut(Map.of());

  /** Copies the numbers. */
  LeftOut {
    games = Map.copyOf(games);
  }

  /** Why a game is left out. */
  enum Reason {
    /** Its graph is neither built in nor named. */
    UNKNOWN_GRAPH("of graphs that are not known"),
    /** Its multiplications are counted by other rules. */
    OTHER_COST_MODEL("counted by another cost model"),
    /** Its row cannot be read, is not a game on its graph, or its search thought the impossible. */
    POISONED("damaged"),
    /** A whole file, of which nobody knows how many games it has. */
    DAMAGED_FILE("damaged file(s)");

    private final String text;

    Reason(String text) {
      this.text = text;
    }
  }

  /** Adds what was left out elsewhere. */
  LeftOut plus(LeftOut other) {
    Map<Reason, Long> sum = new EnumMap<>(Reason.class);
    sum.putAll(games);
    other.games.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
    return new LeftOut(sum);
  }

  /** Returns the numbers as part of a sentence. */
  String text() {
    return new TreeMap<>(games)
        .entrySet().stream()
            .map(entry -> "%,d %s".formatted(entry.getValue(), entry.getKey().text))
            .collect(Collectors.joining(", "));
  }
}
