package crosscountry.jobs.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Lays the command line over a file over the defaults. A key that the defaults do not have is
 * refused, because it would be ignored.
 */
public final class ConfigurationLoader {

  private static final Set<String> FREE_ON_RESUME =
      Set.of(
          "crosscountry.run.budget",
          "crosscountry.run.waves",
          "crosscountry.run.warehouse",
          "crosscountry.run.polish-windows",
          "crosscountry.learner.device",
          "crosscountry.learner.without-gpu",
          "crosscountry.learner.workers",
          "crosscountry.retrain.register",
          "crosscountry.retrain.tolerance",
          "crosscountry.retrain.lease",
          "crosscountry.checkpoint.every-waves");

  private final Config defaults;
  private Config overrides = ConfigFactory.empty();

  /** Begins with the defaults of a run. */
  public ConfigurationLoader() {
    this(defaults());
  }

  private ConfigurationLoader(Config defaults) {
    this.defaults = defaults;
  }

  /** Begins with the defaults of a run, and with what a simulation of one has to know besides. */
  public static ConfigurationLoader ofSimulation() {
    return new ConfigurationLoader(defaults().withFallback(resource("simulation.conf")));
  }

  private static Config defaults() {
    return resource("crosscountry.conf");
  }

  private static Config resource(String name) {
    return ConfigFactory.parseResources(ConfigurationLoader.class.getClassLoader(), name);
  }

  /**
   * Lays a file over what has been loaded so far.
   *
   * @throws ConfigurationException if the file cannot be read or parsed, or has an unknown key
   */
  public ConfigurationLoader file(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new ConfigurationException(
          "the configuration file %s cannot be read; check the path".formatted(file));
    }
    try {
      Config parsed = ConfigFactory.parseFile(file.toFile());
      requireKnown(parsed);
      overrides = parsed.withFallback(overrides);
    } catch (ConfigException malformed) {
      throw new ConfigurationException(
          "the configuration file %s is malformed: %s".formatted(file, malformed.getMessage()),
          malformed);
    }
    return this;
  }

  /**
   * Lays the settings of an earlier attempt under what has been loaded so far.
   *
   * @param stored what {@link #render} gave
   */
  public ConfigurationLoader earlier(String stored) {
    overrides = overrides.withFallback(ConfigFactory.parseString(stored));
    return this;
  }

  /**
   * Checks that an attempt is one at the same run: only how long it goes on may differ.
   *
   * @param stored settings of the earlier attempt, as {@link #render} gave them
   * @param effective settings of this attempt
   * @throws ConfigurationException if another setting differs
   */
  public static void requireSameRun(String stored, Config effective) {
    // A setting that is younger than the run is taken to have been at its present default; what the
    // network is made of stands in the checkpoint, and is compared there.
    Config begun = ConfigFactory.parseString(stored).withFallback(defaults());
    for (Map.Entry<String, ConfigValue> entry : begun.entrySet()) {
      String key = entry.getKey();
      Object now = effective.hasPath(key) ? effective.getValue(key).unwrapped() : null;
      Object then = entry.getValue().unwrapped();
      if (!FREE_ON_RESUME.contains(key) && !String.valueOf(then).equals(String.valueOf(now))) {
        throw new ConfigurationException(
            "%s is %s, but the run was begun with %s; leave it out to resume, or begin another run"
                .formatted(key, now, then));
      }
    }
  }

  /**
   * Lays one value over what has been loaded so far.
   *
   * @param key path below {@code crosscountry}
   * @param option the command line's name for it, which errors mention
   */
  public ConfigurationLoader set(String key, Object value, String option) {
    Config single = single(key, value, option);
    requireKnown(single);
    overrides = single.withFallback(overrides);
    return this;
  }

  private static Config single(String key, Object value, String option) {
    try {
      return ConfigFactory.empty()
          .withValue(
              "crosscountry." + key,
              ConfigValueFactory.fromAnyRef(value, "the command line, " + option));
    } catch (ConfigException malformed) {
      throw new ConfigurationException(
          "%s cannot be the name of a setting: %s".formatted(key, malformed.getMessage()),
          malformed);
    }
  }

  /**
   * Returns every setting, defaults included.
   *
   * @throws ConfigurationException if a substitution cannot be resolved
   */
  public Config load() {
    try {
      return overrides.withFallback(defaults).resolve();
    } catch (ConfigException unresolved) {
      throw new ConfigurationException(
          "the configuration cannot be resolved: " + unresolved.getMessage(), unresolved);
    }
  }

  /** Returns settings as text that {@link #file} reads back. */
  public static String render(Config config) {
    return config.root().render(ConfigRenderOptions.defaults().setOriginComments(false));
  }

  private void requireKnown(Config given) {
    for (Map.Entry<String, ConfigValue> entry : given.entrySet()) {
      String key = entry.getKey();
      if (!defaults.hasPath(key)) {
        throw new ConfigurationException(
            "unknown setting %s in %s. Maybe %s was meant"
                .formatted(key, entry.getValue().origin().description(), nearest(key)));
      }
    }
  }

  private String nearest(String key) {
    LevenshteinDistance distance = new LevenshteinDistance();
    return defaults.entrySet().stream()
        .map(Map.Entry::getKey)
        .min(Comparator.comparingInt(known -> distance.apply(known, key)))
        .orElseThrow();
  }
}
