package crosscountry.jobs.command;

import com.typesafe.config.Config;
import crosscountry.datasets.catalog.CatalogEntry;
import crosscountry.datasets.tables.CheckpointRow;
import crosscountry.datasets.tables.PromotionRow;
import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.RestoredCheckpoint;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.datasets.tables.WarehouseException;
import crosscountry.environment.game.GameSettings;
import crosscountry.jobs.configuration.ConfigurationLoader;
import crosscountry.jobs.configuration.Refusal;
import crosscountry.jobs.configuration.RetrainSettings;
import crosscountry.jobs.configuration.TrainingConfiguration;
import crosscountry.jobs.retrain.Examination;
import crosscountry.jobs.retrain.GraphRegistry;
import crosscountry.jobs.retrain.KeptLease;
import crosscountry.jobs.retrain.PromotedNetwork;
import crosscountry.jobs.retrain.Promotion;
import crosscountry.jobs.server.KnownBounds;
import crosscountry.jobs.server.RunGraph;
import crosscountry.jobs.server.RunHistory;
import crosscountry.jobs.server.RunIdentity;
import crosscountry.models.device.DeviceChoice;
import crosscountry.models.network.NetworkBlueprint;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One night, from taking the lease to the decision. Everything that matters of it is in the tables,
 * so that a night that was killed anywhere is gone on with by the next call with its run; {@link
 * NightRun} says which one that is.
 */
final class RetrainSession {

  /** What a night is begun with and keeps when it is gone on with. */
  private static final List<String> OF_THE_NIGHT =
      List.of("run.graphs", "run.from", "run.seed", "network.architecture", "network.hidden");

  private final String run;
  private final ConfigurationLoader loader;
  private final Clock clock;
  private final TrainingConfiguration asked;
  private final RetrainSettings settings;
  private final Warehouse warehouse;
  private final Quarantine quarantine = Quarantine.keeping(ErrorReport::warn);

  /**
   * Prepares a night.
   *
   * @param run name of its run
   * @param loader what the user asks for
   * @param clock tells which day it is, when the lease expires and when a decision is made
   */
  RetrainSession(String run, ConfigurationLoader loader, Clock clock) {
    this.run = run;
    this.loader = loader;
    this.clock = clock;
    this.asked = TrainingConfiguration.of(loader.load());
    this.settings = asked.retrain();
    this.warehouse = Warehouse.open(asked.warehouse());
  }

  /**
   * How a night ended.
   *
   * @param status the exit status
   * @param decision what was decided, or empty if the night was stopped before
   */
  record Outcome(ExitStatus status, Optional<PromotionRow> decision) {

    private static Outcome of(PromotionRow decision, Refusal refusal) {
      boolean told =
          decision.outcome() != PromotionRow.Outcome.PROMOTED && refusal == Refusal.EXIT_5;
      return new Outcome(told ? ExitStatus.GATE_NOT_MET : ExitStatus.DONE, Optional.of(decision));
    }
  }

  /** Returns the number of the day in UTC. */
  static long day(Clock clock) {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
  }

  /**
   * Trains and decides, unless that has been done.
   *
   * @throws crosscountry.datasets.tables.LeaseHeldException if another process is at it
   * @throws BadInputException if what was asked for cannot be used
   */
  Outcome run() throws InterruptedException {
    KeptLease lease = KeptLease.take(warehouse, settings.lease(), clock);
    try {
      Promotion promotion = new Promotion(warehouse, clock, SoftwareVersion.text());
      Optional<PromotionRow> made = promotion.made(run);
      if (made.isPresent()) {
        System.err.printf("run %s was decided on before; another --run-id trains once more%n", run);
        return Outcome.of(made.get(), settings.refusal());
      }
      return retrain(promotion);
    } finally {
      lease.close();
    }
  }

  private Outcome retrain(Promotion promotion) throws InterruptedException {
    DeviceChoice device = LearnerDevice.chosen(asked);
    GraphRegistry registry = registry();
    List<CatalogEntry> held = held(registry);
    KnownBounds bounds = KnownBounds.in(warehouse, quarantine);
    RunHistory history = new RunHistory(warehouse, run);
    Optional<Config> begun = begun(history);
    begun.ifPresent(this::goOnWith);
    NightGraphs night =
        begun
            .map(config -> TrainingConfiguration.of(config).graphs())
            .map(words -> NightGraphs.begun(words, registry, asked.costModel(), bounds))
            .orElseGet(
                () ->
                    NightGraphs.of(
                        asked.graphs(), held, registry, practice(), asked.costModel(), bounds));
    List<CatalogEntry> entries =
        GraphArguments.resolveAll(night.words(), () -> Optional.of(registry));
    Promotion.Terms terms =
        new Promotion.Terms(
            night.compared(),
            heldOut(held, entries, bounds),
            asked.costModel(),
            begun.map(config -> TrainingConfiguration.of(config).seed()).orElse(asked.seed()),
            settings.tolerance());
    PromotedNetwork promoted = promotion.begin(this::first, terms);
    if (begun.isEmpty()) {
      beginWith(night, promoted);
    }
    if (!history.isDone(quarantine)) {
      ExitStatus status = train(device, entries, bounds, begun);
      if (status != ExitStatus.DONE) {
        return new Outcome(status, Optional.empty());
      }
      ClosingReport.write(asked.warehouse(), run, quarantine);
    }
    return Outcome.of(
        promotion.decide(candidate(history), this::first, terms, quarantine), settings.refusal());
  }

  private GraphRegistry registry() {
    GraphRegistry registry = new GraphRegistry(warehouse, ErrorReport::warn);
    if (!settings.register().isEmpty()) {
      try {
        registry.register(Path.of(settings.register()), clock, SoftwareVersion.text());
      } catch (IOException | InvalidPathException unreadable) {
        throw new BadInputException(
            "the folder %s of graphs to register cannot be read; check --register"
                .formatted(settings.register()));
      }
    }
    return registry;
  }

  private List<CatalogEntry> held(GraphRegistry registry) {
    if (settings.holdOut().isEmpty()) {
      throw new BadInputException(
          "no graph is held out; name some with --hold-out, or leave it out for random ones");
    }
    return GraphArguments.resolveAll(settings.holdOut(), () -> Optional.of(registry));
  }

  /** Random graphs that happen to be practised on are no hold-out. */
  private Examination heldOut(
      List<CatalogEntry> held, List<CatalogEntry> trained, KnownBounds bounds) {
    Set<String> known = NightGraphs.fingerprints(trained);
    List<RunGraph> heldOut =
        held.parallelStream()
            .filter(entry -> !known.contains(entry.program().fingerprint()))
            .map(entry -> RunGraph.of(entry, asked.costModel(), bounds, GameSettings.STANDARD))
            .toList();
    if (heldOut.isEmpty()) {
      throw new BadInputException(
          "every graph that is to be held out is trained on; choose others with --hold-out");
    }
    return new Examination(heldOut);
  }

  private Optional<String> practice() {
    return settings.practiceGraphs() == 0
        ? Optional.empty()
        : Optional.of(
            RandomGraphs.argument(settings.practiceGraphs(), day(clock) * RandomGraphs.MOST));
  }

  private CheckpointRow first() {
    return FirstNetwork.of(settings.first(), warehouse.checkpoints());
  }

  /** Returns the settings that the night was begun with, if it was. */
  private Optional<Config> begun(RunHistory history) {
    return history
        .configuration(quarantine)
        .map(stored -> new ConfigurationLoader().earlier(stored).load());
  }

  private void beginWith(NightGraphs night, PromotedNetwork promoted) {
    NetworkBlueprint blueprint = promoted.policy().snapshot().blueprint();
    loader.lay("run.graphs", night.words(), "the night's graphs");
    loader.lay("run.from", CheckpointArgument.text(promoted.id()), "the promoted network");
    loader.lay(
        "network.architecture",
        blueprint.architecture().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        "the promoted network");
    if (blueprint.hidden() > 0) {
      loader.lay("network.hidden", blueprint.hidden(), "the promoted network");
    }
  }

  private void goOnWith(Config begun) {
    for (String key : OF_THE_NIGHT) {
      loader.lay(key, begun.getValue("crosscountry." + key).unwrapped(), "the night's beginning");
    }
    loader.earlier(ConfigurationLoader.render(begun));
    ConfigurationLoader.requireSameRun(ConfigurationLoader.render(begun), loader.load());
  }

  private ExitStatus train(
      DeviceChoice device, List<CatalogEntry> entries, KnownBounds bounds, Optional<Config> begun)
      throws InterruptedException {
    Config effective = loader.load();
    TrainingConfiguration configuration = TrainingConfiguration.of(effective);
    List<RunGraph> graphs =
        entries.parallelStream()
            .map(
                entry ->
                    RunGraph.of(
                        entry, configuration.costModel(), bounds, configuration.selfPlay().game()))
            .toList();
    RunIdentity identity =
        new RunIdentity(
            run,
            configuration.seed(),
            ConfigurationLoader.render(effective),
            SoftwareVersion.text());
    TrainingSession session =
        new TrainingSession(configuration, device, identity, graphs, quarantine);
    ProgressLine progress = new ProgressLine(Diagnostics.chosen(), Duration.ofSeconds(5));
    return (begun.isPresent() ? session.resume(progress) : session.begin(progress)).status();
  }

  private CheckpointRow candidate(RunHistory history) {
    RestoredCheckpoint newest = history.newestCheckpoint();
    newest.tell(ErrorReport::warn);
    return newest
        .checkpoint()
        .orElseThrow(
            () ->
                new WarehouseException(
                    "run %s has no checkpoint in %s that can be read, so there is nothing to decide on; retrain with another --run-id"
                        .formatted(run, warehouse.checkpoints().location())));
  }
}
