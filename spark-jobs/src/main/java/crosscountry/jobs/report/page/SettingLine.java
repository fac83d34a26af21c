package crosscountry.jobs.report.page;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import crosscountry.jobs.configuration.ConfigurationLoader;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A setting of a run.
 *
 * @param key its path below {@code crosscountry}
 * @param value its value in the run
 * @param standard the default, empty if the setting has none
 * @param isChanged whether it has a default, and the value is another one
 */
record SettingLine(String key, String value, String standard, boolean isChanged) {

  private static final String ROOT = "crosscountry.";

  /**
   * Returns all settings of a run, in the order in which the defaults stand in their file.
   *
   * @param configuration what the table of runs has
   */
  static List<SettingLine> of(String configuration) {
    Config defaults = new ConfigurationLoader().load();
    return parsed(configuration).entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<String, ConfigValue>>comparingInt(
                    entry -> line(defaults, entry.getKey()))
                .thenComparing(Map.Entry::getKey))
        .map(entry -> of(entry.getKey(), entry.getValue(), defaults))
        .toList();
  }

  /** Settings of a run that nobody can parse are left out, rather than the whole page. */
  private static Config parsed(String configuration) {
    try {
      return ConfigFactory.parseString(configuration);
    } catch (ConfigException malformed) {
      return ConfigFactory.empty();
    }
  }

  private static int line(Config defaults, String key) {
    return defaults.hasPath(key) ? defaults.getValue(key).origin().lineNumber() : Integer.MAX_VALUE;
  }

  private static SettingLine of(String key, ConfigValue value, Config defaults) {
    String text = String.valueOf(value.unwrapped());
    boolean known = defaults.hasPath(key);
    String standard = known ? String.valueOf(defaults.getValue(key).unwrapped()) : "";
    return new SettingLine(
        key.startsWith(ROOT) ? key.substring(ROOT.length()) : key,
        text,
        standard,
        known && !text.equals(standard));
  }
}
