package crosscountry.jobs.command;

import crosscountry.datasets.tables.OrderFilter;
import crosscountry.datasets.tables.OrderHead;
import crosscountry.datasets.tables.OrderIndex;
import crosscountry.datasets.tables.OrderNames;
import crosscountry.datasets.tables.OrderRow;
import crosscountry.datasets.tables.Verification;
import crosscountry.jobs.server.KnownBounds;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options by which users choose orders. */
final class OrderFilterOptions {

  /** Eight digits tell some ten thousand programs apart. */
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-fA-F]{8,64}");

  private static final int NAMES_TOLD = 40;

  @Option(names = "--graph", split = ",", description = "Only orders of these graphs, by name.")
  private List<String> graphs = List.of();

  @Option(
      names = "--fingerprint",
      description =
          "Only orders of the traced program with this fingerprint; its first 8 digits are enough.")
  private String fingerprint = "";

  @Option(
      names = "--cost-model",
      completionCandidates = CostModelOption.Labels.class,
      description = "Only orders counted by these rules: ${COMPLETION-CANDIDATES}.")
  private String costModel;

  @Option(
      names = "--method",
      split = ",",
      description = "Only orders that were found so, as annealing or self-play.")
  private List<String> methods = List.of();

  @Option(names = "--run", split = ",", description = "Only orders that these runs found.")
  private List<String> runs = List.of();

  @Option(names = "--since", description = "Only orders found at or after this UTC date or time.")
  private String since;

  @Option(
      names = "--optimal",
      description = "Only orders that are proven to be as cheap as any, by all that is known now.")
  private boolean optimal;

  @Option(
      names = "--verified",
      description = "Only orders whose Jacobian was compared numerically with another mode's.")
  private boolean verified;

  /** Tells whether any of these options is given. */
  boolean areGiven() {
    return costModel != null
        || since != null
        || optimal
        || verified
        || !fingerprint.isEmpty()
        || Stream.of(graphs, methods, runs).anyMatch(names -> !names.isEmpty());
  }

  /**
   * Returns what can be told without knowing any bounds.
   *
   * @throws BadInputException if an option has a value that cannot be
   */
  OrderFilter filter() {
    if (!fingerprint.isEmpty() && !FINGERPRINT.matcher(fingerprint).matches()) {
      throw new BadInputException(
          "--fingerprint %s is no beginning of one: at least 8 hexadecimal digits are needed"
              .formatted(oneLine(fingerprint)));
    }
    return new OrderFilter(
        Set.copyOf(graphs),
        fingerprint.toLowerCase(Locale.ROOT),
        costModel == null ? Set.of() : Set.of(CostModelOption.parse(costModel).label()),
        Set.copyOf(methods),
        Set.copyOf(runs),
        since == null ? null : instant(since),
        verified ? Verification.PASSED : Verification.ANY);
  }

  /** Returns what depends on the bounds that are known now. */
  Predicate<OrderHead> byBounds(KnownBounds bounds) {
    return optimal ? head -> isOptimal(head, bounds) : head -> true;
  }

  private static boolean isOptimal(OrderHead head, KnownBounds bounds) {
    return head.multiplications()
        == bounds.raise(head.graphFingerprint(), head.costModel(), head.lowerBound());
  }

  /**
   * Checks that the table knows every name that was asked for, so that a slip of the pen is not
   * taken for an empty result.
   *
   * @param found orders that pass the filter, whose names are known
   * @param warehouse what the user calls the warehouse
   * @throws BadInputException if there is no order with such a name at all
   */
  void requireKnown(List<OrderRow> found, OrderIndex index, String warehouse) {
    if (areAmong(found, graphs, OrderRow::graph)
        && areAmong(found, methods, OrderRow::method)
        && areAmong(found, runs, OrderRow::runId)
        && (fingerprint.isEmpty() || !found.isEmpty())) {
      return;
    }
    OrderNames names = index.names();
    requireKnown("graph", graphs, names.graphs(), warehouse);
    requireKnown("method", methods, names.methods(), warehouse);
    requireKnown("run", runs, names.runs(), warehouse);
    String prefix = fingerprint.toLowerCase(Locale.ROOT);
    if (names.fingerprints().stream().noneMatch(known -> known.startsWith(prefix))) {
      throw unknown("fingerprint", fingerprint, names.fingerprints(), warehouse);
    }
  }

  private static boolean areAmong(
      List<OrderRow> found, List<String> wanted, Function<OrderRow, String> name) {
    return wanted.isEmpty()
        || found.stream().map(name).collect(Collectors.toSet()).containsAll(wanted);
  }

  private static void requireKnown(
      String what, List<String> wanted, Collection<String> known, String warehouse) {
    for (String name : wanted) {
      if (!known.contains(name)) {
        throw unknown(what, name, known, warehouse);
      }
    }
  }

  private static BadInputException unknown(
      String what, String name, Collection<String> known, String warehouse) {
    String told = known.stream().limit(NAMES_TOLD).collect(Collectors.joining(", "));
    String others =
        known.size() > NAMES_TOLD ? " and %d more".formatted(known.size() - NAMES_TOLD) : "";
    return new BadInputException(
        "the orders table in %s has no %s %s; it has %s"
            .formatted(
                warehouse, what, oneLine(name), known.isEmpty() ? "none" : oneLine(told) + others));
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  private static Instant instant(String text) {
    try {
      // A year of more than four digits is a slip, and more than the table can hold.
      if (!Character.isDigit(text.isEmpty() ? '-' : text.charAt(0))) {
        throw new DateTimeParseException("no year", text, 0);
      }
      return text.contains("T")
          ? Instant.parse(text.endsWith("Z") ? text : text + "Z")
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException malformed) {
      throw new BadInputException(
          "--since %s is neither a date such as 2030-01-31 nor a time such as 2030-01-31T06:00:00Z"
              .formatted(text));
    }
  }
}
