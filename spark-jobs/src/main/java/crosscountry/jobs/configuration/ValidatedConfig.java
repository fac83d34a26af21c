package crosscountry.jobs.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Typed access to settings. A setting that cannot be used is noted, with key, value, what is
 * allowed and place, and read as some value that can, so that one reading finds all of them.
 */
public final class ValidatedConfig {

  private static final String GROUP = "crosscountry";

  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Pattern WITHOUT_UNIT =
      Pattern.compile("\\s*[-+]?[0-9.]+([eE][-+]?[0-9]+)?\\s*");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

  /** Letters of a value that a sentence repeats. */
  private static final int MOST_LETTERS = 60;

  private final Config config;
  private final List<String> problems = new ArrayList<>();

  private ValidatedConfig(Config config) {
    this.config = config;
  }

  /**
   * Reads settings.
   *
   * @param file where every key stands, defaults included
   * @param reader makes something of them
   * @throws ConfigurationException if any value that was read has the wrong type or is out of its
   *     range; it tells all of them
   */
  public static <T> T read(Config file, Function<ValidatedConfig, T> reader) {
    ValidatedConfig config = new ValidatedConfig(group(file));
    T settings = reader.apply(config);
    if (!config.problems.isEmpty()) {
      throw new ConfigurationException(config.problems);
    }
    return settings;
  }

  private static Config group(Config file) {
    try {
      return file.getConfig(GROUP);
    } catch (ConfigException noGroup) {
      throw new ConfigurationException(GROUP + " must be a group of settings", noGroup);
    }
  }

  boolean flag(String key) {
    return read(key, config::getBoolean, "must be true or false", false);
  }

  String text(String key) {
    return read(key, config::getString, "must be a text", "");
  }

  /** Returns a text that is not empty. */
  String name(String key) {
    String rule = "must be a text that is not empty";
    String name = read(key, config::getString, rule, rule);
    require(!name.isBlank(), key, rule);
    return name;
  }

  List<String> texts(String key) {
    return List.copyOf(
        read(key, config::getStringList, "must be a list of texts, such as [a, b]", List.of()));
  }

  long whole(String key) {
    return whole(key, Long.MIN_VALUE, Long.MAX_VALUE, "must be a whole number of at most 64 bits");
  }

  Duration duration(String key) {
    String rule =
        "must be a time longer than nothing and of at most %d days, with its unit, such as 90s or 5m"
            .formatted(LONGEST.toDays());
    Duration duration = time(key, rule, LONGEST);
    require(
        !duration.isNegative() && !duration.isZero() && duration.compareTo(LONGEST) <= 0,
        key,
        rule);
    return duration;
  }

  /** Returns a time of at least some whole minutes. */
  Duration minutes(String key, long least) {
    String rule =
        "must be a time of at least %dm and at most %d days, with its unit, such as 90s or 5m"
            .formatted(least, LONGEST.toDays());
    Duration duration = time(key, rule, LONGEST);
    require(
        duration.compareTo(Duration.ofMinutes(least)) >= 0 && duration.compareTo(LONGEST) <= 0,
        key,
        rule);
    return duration;
  }

  /** Returns a time in seconds, which may be none. */
  public double seconds(String key) {
    String rule = "must be a time that is not negative, with its unit, such as 2.5ms";
    Duration duration = time(key, rule, Duration.ZERO);
    require(!duration.isNegative(), key, rule);
    return duration.toNanos() / 1e9;
  }

  /** The library takes a number alone for milliseconds, which hardly anyone means. */
  private Duration time(String key, String rule, Duration instead) {
    ConfigValue value = valueAt(key);
    if (value.valueType() == ConfigValueType.NUMBER
        || WITHOUT_UNIT.matcher(String.valueOf(value.unwrapped())).matches()) {
      problem(key, rule);
      return instead;
    }
    return read(key, config::getDuration, rule, instead);
  }

  /** Returns a size in bytes. */
  public long bytes(String key) {
    String rule = "must be a size that is not negative, such as 900B or 26kB";
    long bytes = read(key, config::getBytes, rule, 0L);
    require(bytes >= 0, key, rule);
    return bytes;
  }

  /** Returns a whole number. */
  public int integer(String key, int least, int greatest) {
    return (int)
        whole(
            key,
            least,
            greatest,
            "must be a whole number between %d and %d".formatted(least, greatest));
  }

  private long whole(String key, long least, long greatest, String rule) {
    Number number = read(key, config::getNumber, rule, greatest);
    double fraction = number.doubleValue();
    boolean isWhole = number instanceof Long || number instanceof Integer;
    // What has no fraction but an exponent, like 1e6, is whole, too; beyond 2^53 it may be another.
    if (!isWhole && (fraction != Math.rint(fraction) || Math.abs(fraction) > 1L << 53)) {
      problem(key, rule);
      return greatest;
    }
    long value = number.longValue();
    require(value >= least && value <= greatest, key, rule);
    return Math.max(least, Math.min(value, greatest));
  }

  /** Returns a number. */
  public double number(String key, double least, double greatest) {
    String rule = "must be a number between %s and %s".formatted(plain(least), plain(greatest));
    double value = read(key, config::getDouble, rule, greatest);
    boolean within = value >= least && value <= greatest;
    require(within, key, rule);
    return within ? value : greatest;
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  <E extends Enum<E>> E choice(String key, Class<E> type) {
    E[] constants = type.getEnumConstants();
    String rule =
        "must be one of "
            + Arrays.stream(constants)
                .map(ValidatedConfig::label)
                .collect(Collectors.joining(", "));
    String name = read(key, config::getString, rule, label(constants[0]));
    for (E constant : constants) {
      if (label(constant).equals(name.toLowerCase(Locale.ROOT))) {
        return constant;
      }
    }
    problem(key, rule);
    return constants[0];
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private <T> T read(String key, Function<String, T> reader, String rule, T instead) {
    try {
      return reader.apply(key);
    } catch (ConfigException wrongType) {
      problem(key, rule);
      return instead;
    }
  }

  private void require(boolean holds, String key, String rule) {
    if (!holds) {
      problem(key, rule);
    }
  }

  private void problem(String key, String rule) {
    ConfigValue value = valueAt(key);
    problems.add(
        "%s.%s (%s) %s; it is set in %s"
            .formatted(GROUP, key, shown(value), rule, Place.of(value.origin())));
  }

  /** Returns what stands at a key, or above it where there should be a group, null included. */
  private ConfigValue valueAt(String key) {
    ConfigValue value = config.root();
    for (String step : ConfigUtil.splitPath(key)) {
      if (!(value instanceof ConfigObject group) || !group.containsKey(step)) {
        return value;
      }
      value = group.get(step);
    }
    return value;
  }

  private static String shown(ConfigValue value) {
    String text =
        value.valueType() == ConfigValueType.STRING
            ? (String) value.unwrapped()
            : value.render(ConfigRenderOptions.concise());
    String line = CONTROL.matcher(text).replaceAll("?");
    return line.length() <= MOST_LETTERS ? line : line.substring(0, MOST_LETTERS) + "...";
  }
}
