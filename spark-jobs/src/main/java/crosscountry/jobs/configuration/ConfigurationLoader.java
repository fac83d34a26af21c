package crosscountry.jobs.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Lays the command line over a file over a profile over the defaults. A key that the defaults do
 * not have is refused, because it would be ignored.
 */
public final class ConfigurationLoader {

  private static final Set<String> FREE_ON_RESUME =
      Set.of(
          "crosscountry.run.budget",
          "crosscountry.run.waves",
          "crosscountry.run.without-executors",
          "crosscountry.run.warehouse",
          "crosscountry.run.polish-windows",
          "crosscountry.learner.device",
          "crosscountry.learner.without-gpu",
          "crosscountry.learner.workers",
          "crosscountry.retrain.register",
          "crosscountry.retrain.tolerance",
          "crosscountry.retrain.when-refused",
          "crosscountry.retrain.lease",
          "crosscountry.checkpoint.every-waves");

  /** How what the command line gives is told from the rest. */
  private static final String COMMAND_LINE = "the command line, ";

  /** Parsed once: they never change, and every command looks at them several times. */
  private static final Config OF_A_RUN = resource("crosscountry.conf");

  private final Config defaults;
  private Config given = ConfigFactory.empty();
  private Config earlier = ConfigFactory.empty();

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
    return OF_A_RUN;
  }

  private static Config resource(String name) {
    return ConfigFactory.parseResources(
        new FoldersFirst(ConfigurationLoader.class.getClassLoader()),
        name,
        ConfigParseOptions.defaults().setAllowMissing(false));
  }

  /** Lays settings that come with the program over what has been loaded so far. */
  public ConfigurationLoader profile(Profile profile) {
    given = resource(profile.resource()).withFallback(given);
    return this;
  }

  /**
   * Lays a file over what has been loaded so far.
   *
   * @throws ConfigurationException if the file cannot be read or parsed
   */
  public ConfigurationLoader file(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new ConfigurationException(
          "the configuration file %s cannot be read; check the path".formatted(file));
    }
    // What a file includes is looked for in its folder, which a name alone has not.
    ConfigParseOptions options = ConfigParseOptions.defaults().setIncluder(new RequiredIncludes());
    try {
      given =
          ConfigFactory.parseFile(file.toAbsolutePath().normalize().toFile(), options)
              .withFallback(given);
    } catch (ConfigException malformed) {
      throw new ConfigurationException(
          "the configuration file %s is malformed: %s".formatted(file, withPlace(malformed)),
          malformed);
    }
    return this;
  }

  /** Returns what the library says, with the place as file and line. */
  private static String withPlace(ConfigException error) {
    ConfigOrigin origin = error.origin();
    String message = error.getMessage();
    if (origin == null || !message.startsWith(origin.description() + ": ")) {
      return message;
    }
    return Place.of(origin) + message.substring(origin.description().length());
  }

  /**
   * Lays the settings of an earlier attempt under what has been loaded so far.
   *
   * @param stored what {@link #render} gave
   */
  public ConfigurationLoader earlier(String stored) {
    earlier = earlier.withFallback(parsed(stored));
    return this;
  }

  private static Config parsed(String stored) {
    return ConfigFactory.parseString(
        stored, ConfigParseOptions.defaults().setOriginDescription("the settings of the run"));
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
    Config begun = parsed(stored).withFallback(defaults());
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
   * Lays one value of the command line over what has been loaded so far. Where a list is wanted, a
   * text is taken apart at its commas.
   *
   * @param key path below {@code crosscountry}
   * @param option the command line's name for it, which errors mention
   * @throws ConfigurationException if the command line has given it by another option
   */
  public ConfigurationLoader set(String key, Object value, String option) {
    givenBy(key)
        .filter(other -> !other.equals(option))
        .ifPresent(
            other -> {
              throw new ConfigurationException(
                  "%s and %s are the same setting; leave one of them out".formatted(other, option));
            });
    return lay(key, value, COMMAND_LINE + option);
  }

  /**
   * Lays one value of the command line over what has been loaded so far, if there is one.
   *
   * @param key path below {@code crosscountry}
   * @param value what the option says, or null if it was not given
   * @param option the command line's name for it, which errors mention
   * @throws ConfigurationException if the command line has given it by another option
   */
  public ConfigurationLoader setIfGiven(String key, Object value, String option) {
    return value == null ? this : set(key, value, option);
  }

  /**
   * Lays one value over what has been loaded so far.
   *
   * @param key path below {@code crosscountry}
   * @param source where it comes from, which errors mention
   */
  public ConfigurationLoader lay(String key, Object value, String source) {
    String path = "crosscountry." + key;
    try {
      given =
          ConfigFactory.empty()
              .withValue(path, ConfigValueFactory.fromAnyRef(asWanted(path, value), source))
              .withFallback(given);
    } catch (ConfigException malformed) {
      throw new ConfigurationException(
          "%s cannot be the name of a setting, such as learner.batch-size is one".formatted(key),
          malformed);
    }
    return this;
  }

  private Object asWanted(String path, Object value) {
    boolean listIsWanted =
        defaults.hasPath(path) && defaults.getValue(path).valueType() == ConfigValueType.LIST;
    return listIsWanted && value instanceof String text ? List.of(text.split(",", -1)) : value;
  }

  /** Returns the option by which the command line has given a setting. */
  private Optional<String> givenBy(String key) {
    String path = "crosscountry." + key;
    try {
      return Optional.of(given)
          .filter(settings -> settings.hasPath(path))
          .map(settings -> settings.getValue(path).origin().description())
          .filter(source -> source.startsWith(COMMAND_LINE))
          .map(source -> source.substring(COMMAND_LINE.length()));
    } catch (ConfigException unresolvedOrMalformed) {
      return Optional.empty();
    }
  }

  /**
   * Returns every setting, defaults included.
   *
   * @throws ConfigurationException if there are keys that the defaults do not have, or a
   *     substitution cannot be resolved
   */
  public Config load() {
    try {
      Config all = given.withFallback(earlier).withFallback(defaults).resolve();
      List<String> problems = new ArrayList<>();
      compare(given.resolveWith(all).root(), defaults.root(), List.of(), problems);
      if (!problems.isEmpty()) {
        throw new ConfigurationException(problems);
      }
      return all;
    } catch (ConfigException unresolved) {
      throw new ConfigurationException(
          "the configuration cannot be resolved: " + withPlace(unresolved), unresolved);
    }
  }

  /** Returns settings as text that {@link #file} reads back. */
  public static String render(Config config) {
    return config.root().render(ConfigRenderOptions.defaults().setOriginComments(false));
  }

  /**
   * Returns every setting as text that {@link #file} reads back, with a comment above each that is
   * not left at its default: where it was set.
   *
   * @throws ConfigurationException as {@link #load} does
   */
  public String renderWithPlaces() {
    Config set = given.withFallback(earlier);
    Config commented = ConfigFactory.empty();
    for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(leaves(load())).entrySet()) {
      ConfigValue value = entry.getValue();
      List<String> comments =
          isSet(set, entry.getKey()) ? List.of(" " + Place.of(value.origin())) : List.of();
      commented =
          commented.withValue(
              entry.getKey(), value.withOrigin(value.origin().withComments(comments)));
    }
    return commented
        .root()
        .render(ConfigRenderOptions.defaults().setOriginComments(false).setJson(false));
  }

  private static Map<String, ConfigValue> leaves(Config config) {
    Map<String, ConfigValue> leaves = new TreeMap<>();
    config.entrySet().forEach(entry -> leaves.put(entry.getKey(), entry.getValue()));
    return leaves;
  }

  private static boolean isSet(Config set, String key) {
    try {
      return set.hasPath(key);
    } catch (ConfigException.NotResolved substitution) {
      return true;
    }
  }

  /** Notes what is given but unknown, and values in the place of groups. */
  private void compare(
      ConfigObject some, ConfigObject known, List<String> above, List<String> problems) {
    // The library's maps have no order; the lines of a file have one.
    some.entrySet().stream()
        .sorted(
            Comparator.comparingInt(
                    (Map.Entry<String, ConfigValue> entry) ->
                        entry.getValue().origin().lineNumber())
                .thenComparing(Map.Entry::getKey))
        .forEach(
            entry -> {
              List<String> path = new ArrayList<>(above);
              path.add(entry.getKey());
              compare(entry.getValue(), known.get(entry.getKey()), path, problems);
            });
  }

  private void compare(
      ConfigValue some, ConfigValue known, List<String> path, List<String> problems) {
    String key = ConfigUtil.joinPath(path);
    if (known == null) {
      problems.add(
          "unknown setting %s in %s. Maybe %s was meant"
              .formatted(key, Place.of(firstIn(some).origin()), nearest(key)));
    } else if (known instanceof ConfigObject group) {
      if (some instanceof ConfigObject inner) {
        compare(inner, group, path, problems);
      } else {
        problems.add(
            "%s is a group of settings and cannot be a value; it is set in %s"
                .formatted(key, Place.of(some.origin())));
      }
    }
  }

  /** A group has no place of its own if it was made for what is in it. */
  private static ConfigValue firstIn(ConfigValue value) {
    return value instanceof ConfigObject group && !group.isEmpty()
        ? firstIn(group.values().iterator().next())
        : value;
  }

  private String nearest(String key) {
    LevenshteinDistance distance = new LevenshteinDistance();
    return defaults.entrySet().stream()
        .map(Map.Entry::getKey)
        .min(Comparator.comparingInt(known -> distance.apply(known, key)))
        .orElseThrow();
  }
}
