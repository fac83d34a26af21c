package crosscountry.jobs.command;

import crosscountry.datasets.catalog.Catalog;
import crosscountry.datasets.catalog.CatalogEntry;
import crosscountry.environment.game.GameSettings;
import crosscountry.environment.graph.GraphTooLargeException;
import crosscountry.environment.linearization.CostModel;
import crosscountry.environment.structure.UnmanageableStructureException;
import crosscountry.jobs.retrain.Examination;
import crosscountry.jobs.retrain.GraphRegistry;
import crosscountry.jobs.server.KnownBounds;
import crosscountry.jobs.server.RunGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The graphs of a night: those that the user names and all that are registered, but for those that
 * are held out.
 *
 * @param words what names them for training, random ones to practise on included
 * @param compared those that networks are compared on, as they are played without training
 */
record NightGraphs(List<String> words, Examination compared) {

  private static final List<String> UNNAMED = List.of("all");

  /**
   * Chooses the graphs.
   *
   * @param named as the user names them; none for all published ones
   * @param held the functions that are held out
   * @param registry what is registered
   * @param practice what names the random graphs to practise on, if there are to be any
   * @throws BadInputException if none is left
   */
  static NightGraphs of(
      List<String> named,
      List<CatalogEntry> held,
      GraphRegistry registry,
      Optional<String> practice,
      CostModel costModel,
      KnownBounds bounds) {
    Set<String> heldOut = fingerprints(held);
    Map<String, CatalogEntry> entries = new LinkedHashMap<>();
    List<String> words = new ArrayList<>();
    for (String name : named.isEmpty() ? UNNAMED : named) {
      if (RandomGraphs.parse(name).isPresent()) {
        words.add(name);
      } else {
        GraphArguments.resolveAll(List.of(name), () -> Optional.of(registry))
            .forEach(entry -> entries.putIfAbsent(entry.program().fingerprint(), entry));
      }
    }
    registry.entries().forEach(entry -> entries.putIfAbsent(entry.program().fingerprint(), entry));
    entries.keySet().removeAll(heldOut);
    List<RunGraph> compared =
        entries.values().parallelStream()
            .flatMap(entry -> prepared(entry, registry, costModel, bounds))
            .toList();
    if (compared.isEmpty()) {
      throw new BadInputException(
          "there is no graph to train on but random ones and those that are held out; name some with --graphs, or leave it out for all published ones");
    }
    practice.ifPresent(words::add);
    return new NightGraphs(
        Stream.concat(compared.stream().map(graph -> word(graph.entry(), registry)), words.stream())
            .distinct()
            .toList(),
        new Examination(compared));
  }

  /**
   * Returns the graphs that a night was begun with, whatever has been registered or named since.
   *
   * @param words what named them for training
   * @throws BadInputException if one is not registered any more
   */
  static NightGraphs begun(
      List<String> words, GraphRegistry registry, CostModel costModel, KnownBounds bounds) {
    List<String> lasting =
        words.stream().filter(word -> RandomGraphs.parse(word).isEmpty()).toList();
    return new NightGraphs(
        words,
        new Examination(
            GraphArguments.resolveAll(lasting, () -> Optional.of(registry)).parallelStream()
                .map(entry -> RunGraph.of(entry, costModel, bounds, GameSettings.STANDARD))
                .toList()));
  }

  /** Returns the fingerprints of functions. */
  static Set<String> fingerprints(List<CatalogEntry> entries) {
    return entries.stream().map(entry -> entry.program().fingerprint()).collect(Collectors.toSet());
  }

  /** What was registered in good faith and can't be played is no reason to lose a night. */
  private static Stream<RunGraph> prepared(
      CatalogEntry entry, GraphRegistry registry, CostModel costModel, KnownBounds bounds) {
    try {
      return Stream.of(RunGraph.of(entry, costModel, bounds, GameSettings.STANDARD));
    } catch (GraphTooLargeException | UnmanageableStructureException unfit) {
      if (!isRegistered(entry, registry)) {
        throw unfit;
      }
      ErrorReport.warn(
          "the registered graph %s is left out: %s".formatted(entry.name(), unfit.getMessage()));
      return Stream.empty();
    }
  }

  private static boolean isRegistered(CatalogEntry entry, GraphRegistry registry) {
    return registry.find(entry.name()).filter(entry::equals).isPresent();
  }

  private static String word(CatalogEntry entry, GraphRegistry registry) {
    if (Catalog.builtIn().entries().contains(entry)) {
      return entry.name();
    }
    return isRegistered(entry, registry) ? GraphArguments.registered(entry.name()) : entry.source();
  }
}
