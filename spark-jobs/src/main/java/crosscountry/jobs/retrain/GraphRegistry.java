package crosscountry.jobs.retrain;

import crosscountry.datasets.catalog.Catalog;
import crosscountry.datasets.catalog.CatalogEntry;
import crosscountry.datasets.catalog.UnknownGraphException;
import crosscountry.datasets.jaxpr.JaxprException;
import crosscountry.datasets.jaxpr.JaxprFile;
import crosscountry.datasets.tables.GraphRow;
import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.RowCheck;
import crosscountry.datasets.tables.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The functions that were registered in a warehouse: every name stands for one of them, which is
 * trained on from then on, even if its file is gone.
 */
public final class GraphRegistry {

  private static final Logger LOG = LoggerFactory.getLogger(GraphRegistry.class);

  private static final String EXTENSION = ".jaxpr";

  private final Warehouse warehouse;
  private final Consumer<String> warning;
  private final Map<String, CatalogEntry> byName = new TreeMap<>();

  /**
   * Reads what is registered. What cannot be used is left out.
   *
   * @param warning is told in a sentence of each function that is left out
   * @throws crosscountry.datasets.tables.WarehouseException if the table cannot be reached
   */
  public GraphRegistry(Warehouse warehouse, Consumer<String> warning) {
    this.warehouse = warehouse;
    this.warning = warning;
    warehouse.graphs().usable(RowCheck.none(), Quarantine.reporting(warning)).read().stream()
        // Of two that were registered under one name at the same moment, the first one has it.
        .sorted(
            Comparator.comparing(GraphRow::registeredAt).thenComparing(GraphRow::graphFingerprint))
        .forEach(this::recall);
  }

  private void recall(GraphRow row) {
    try {
      enter(Catalog.parse(row.graph(), row.source(), row.jaxpr()));
    } catch (JaxprException unusable) {
      warning.accept(
          "the registered graph %s is left out: %s".formatted(row.graph(), unusable.getMessage()));
    }
  }

  /** Returns the registered functions by name. */
  public List<CatalogEntry> entries() {
    return List.copyOf(byName.values());
  }

  /** Returns the function that is registered under a name. */
  public Optional<CatalogEntry> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * Registers the functions of all .jaxpr files of a folder. A file that cannot be used, or whose
   * name is taken by another function, is left out.
   *
   * @param clock tells when it was
   * @param software version and commit of this software
   * @return how many are new
   * @throws IOException if the folder cannot be read
   * @throws crosscountry.datasets.tables.WarehouseException if the table cannot be written
   */
  public int register(Path folder, Clock clock, String software) throws IOException {
    int registered = 0;
    for (Path file : files(folder)) {
      try {
        String text = JaxprFile.text(file);
        CatalogEntry entry = Catalog.parse(Catalog.nameOf(file), file.toString(), text);
        registered += isNew(entry) && register(entry, text, clock, software) ? 1 : 0;
      } catch (JaxprException | UnknownGraphException unusable) {
        warning.accept("%s is not registered: %s".formatted(file, unusable.getMessage()));
      }
    }
    return registered;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(EXTENSION)).sorted().toList();
    }
  }

  private boolean isNew(CatalogEntry entry) {
    String fingerprint = entry.program().fingerprint();
    Optional<CatalogEntry> same =
        byName.values().stream()
            .filter(known -> known.program().fingerprint().equals(fingerprint))
            .findFirst();
    same.filter(known -> !known.name().equals(entry.name()))
        .ifPresent(
            known ->
                warning.accept(
                    "%s is not registered: its function is called %s already; remove the file or rename it"
                        .formatted(entry.source(), known.name())));
    return same.isEmpty();
  }

  private boolean register(CatalogEntry entry, String text, Clock clock, String software) {
    Optional<String> taken = taken(entry);
    if (taken.isPresent()) {
      warning.accept(
          "%s is not registered: %s is called %s already; rename the file"
              .formatted(entry.source(), taken.get(), entry.name()));
      return false;
    }
    GraphRow row =
        new GraphRow(
            entry.name(),
            entry.program().fingerprint(),
            text,
            entry.source(),
            clock.instant(),
            software);
    boolean registered = warehouse.graphs().append(row.key(), List.of(row));
    enter(entry);
    LOG.info("registered {} of {}", entry.name(), entry.source());
    return registered;
  }

  /** Returns which other function has the name of one, if any. */
  private Optional<String> taken(CatalogEntry entry) {
    if (byName.containsKey(entry.name())) {
      return Optional.of("another registered graph");
    }
    return Catalog.builtIn().entries().stream()
        .filter(builtIn -> builtIn.name().equals(entry.name()))
        .filter(builtIn -> !isSame(builtIn, entry))
        .findFirst()
        .map(builtIn -> "a built-in graph");
  }

  private static boolean isSame(CatalogEntry one, CatalogEntry other) {
    return one.program().fingerprint().equals(other.program().fingerprint());
  }

  private void enter(CatalogEntry entry) {
    CatalogEntry first = byName.putIfAbsent(entry.name(), entry);
    if (first != null && !isSame(first, entry)) {
      warning.accept(
          "of two registered graphs that are called %s, the one of %s is left out"
              .formatted(entry.name(), entry.source()));
    }
  }
}
