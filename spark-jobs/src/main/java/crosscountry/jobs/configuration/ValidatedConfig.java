package crosscountry.jobs.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Typed access to settings; every refusal names key, value, place and range. */
public final class ValidatedConfig {

  private final Config config;

  ValidatedConfig(Config config) {
    this.config = config;
  }

  /**
   * Returns access to the settings of a group.
   *
   * @throws ConfigurationException if there is no such group
   */
  public static ValidatedConfig below(String key, Config file) {
    try {
      return new ValidatedConfig(file.getConfig(key));
    } catch (ConfigException noGroup) {
      throw new ConfigurationException(
          "%s must be a group of settings: %s".formatted(key, noGroup.getMessage()), noGroup);
    }
  }

  boolean flag(String key) {
    return read(key, config::getBoolean);
  }

  String text(String key) {
    return read(key, config::getString);
  }

  List<String> texts(String key) {
    return List.copyOf(read(key, config::getStringList));
  }

  long whole(String key) {
    return read(key, config::getLong);
  }

  Duration duration(String key) {
    Duration duration = read(key, config::getDuration);
    require(
        !duration.isNegative() && !duration.isZero(), key, duration, "must be longer than nothing");
    return duration;
  }

  /**
   * Returns a time in seconds, which may be none.
   *
   * @throws ConfigurationException if it is not a time, or negative
   */
  public double seconds(String key) {
    Duration duration = read(key, config::getDuration);
    require(!duration.isNegative(), key, duration, "must not be negative");
    return duration.toNanos() / 1e9;
  }

  /**
   * Returns a size in bytes.
   *
   * @throws ConfigurationException if it is not a size, or negative
   */
  public long bytes(String key) {
    return read(key, config::getBytes);
  }

  /**
   * Returns a whole number.
   *
   * @throws ConfigurationException if it is none, or out of its range
   */
  public int integer(String key, int least, int greatest) {
    long value = whole(key);
    require(
        value >= least && value <= greatest,
        key,
        value,
        "must lie between %d and %d".formatted(least, greatest));
    return (int) value;
  }

  /**
   * Returns a number.
   *
   * @throws ConfigurationException if it is none, or out of its range
   */
  public double number(String key, double least, double greatest) {
    double value = read(key, config::getDouble);
    require(
        value >= least && value <= greatest,
        key,
        value,
        "must lie between %s and %s".formatted(least, greatest));
    return value;
  }

  /** Makes a value of several settings, which may be right each by itself and wrong together. */
  <T> T together(String key, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException disagreement) {
      throw new ConfigurationException(
          "the settings under crosscountry.%s do not fit together: %s"
              .formatted(key, disagreement.getMessage()),
          disagreement);
    }
  }

  <E extends Enum<E>> E choice(String key, Class<E> type) {
    String name = text(key);
    for (E constant : type.getEnumConstants()) {
      if (label(constant).equals(name.toLowerCase(Locale.ROOT))) {
        return constant;
      }
    }
    String known =
        Arrays.stream(type.getEnumConstants())
            .map(ValidatedConfig::label)
            .collect(Collectors.joining(", "));
    throw refusal(key, name, "must be one of " + known);
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private <T> T read(String key, Function<String, T> reader) {
    try {
      return reader.apply(key);
    } catch (ConfigException wrongType) {
      throw new ConfigurationException(
          "crosscountry.%s cannot be used: %s".formatted(key, wrongType.getMessage()), wrongType);
    }
  }

  private void require(boolean holds, String key, Object value, String rule) {
    if (!holds) {
      throw refusal(key, value, rule);
    }
  }

  private ConfigurationException refusal(String key, Object value, String rule) {
    return new ConfigurationException(
        "crosscountry.%s (%s) %s; it is set in %s"
            .formatted(key, value, rule, config.getValue(key).origin().description()));
  }
}
