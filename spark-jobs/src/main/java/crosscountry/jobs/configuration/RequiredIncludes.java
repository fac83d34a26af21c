package crosscountry.jobs.configuration;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigParseable;

/**
 * Includes a file from beside the one that names it, or else one that comes with the program. The
 * library's own way passes over a file that is not there, and a run would go by other settings than
 * its user thinks.
 */
final class RequiredIncludes implements ConfigIncluder {

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }

  /**
   * Returns what a file holds.
   *
   * @throws ConfigException if it is not there
   */
  @Override
  public ConfigObject include(ConfigIncludeContext context, String name) {
    ConfigParseOptions options =
        context
            .parseOptions()
            .setAllowMissing(false)
            .setSyntax(null)
            .setOriginDescription(null)
            .setClassLoader(RequiredIncludes.class.getClassLoader());
    ConfigParseable included = context.relativeTo(name);
    if (included == null) {
      throw missing(name, null);
    }
    try {
      return included.parse(options);
    } catch (ConfigException.IO absent) {
      throw missing(name, absent);
    }
  }

  private static ConfigException missing(String name, Throwable cause) {
    return new ConfigException.Generic(
        "it includes %s, which neither lies beside it nor comes with the program".formatted(name),
        cause);
  }
}
