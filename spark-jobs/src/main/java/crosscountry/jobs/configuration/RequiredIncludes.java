package crosscountry.jobs.configuration;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigParseable;
import java.io.File;
import java.net.URL;
import java.util.function.Supplier;

/**
 * Includes a file from beside the one that names it, or else one that comes with the program. The
 * library's own way passes over a file that is not there, and a run would go by other settings than
 * its user thinks.
 */
final class RequiredIncludes
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderClasspath, ConfigIncluderURL {

  private static final String BESIDE = "which neither lies beside it nor comes with the program";

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
    ConfigParseable included = context.relativeTo(name);
    if (included == null) {
      throw unusable(name, BESIDE, null);
    }
    return present(name, BESIDE, () -> included.parse(options(context)));
  }

  /**
   * Returns what a file holds that is named by {@code file(...)}, from the working directory on.
   *
   * @throws ConfigException if it is not there
   */
  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File file) {
    return present(
        "file(%s)".formatted(file),
        "which cannot be read",
        () -> ConfigFactory.parseFileAnySyntax(file, options(context)).root());
  }

  /**
   * Returns what a file holds that comes with the program.
   *
   * @throws ConfigException if none does by that name
   */
  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String name) {
    return present(
        "classpath(%s)".formatted(name),
        "which does not come with the program",
        () -> ConfigFactory.parseResourcesAnySyntax(name, options(context)).root());
  }

  /**
   * Refuses, because what a run goes by should not depend on who answers.
   *
   * @throws ConfigException always
   */
  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL place) {
    throw unusable(
        "url(%s)".formatted(place),
        "but only files can be included; save it as one and include that",
        null);
  }

  private static ConfigParseOptions options(ConfigIncludeContext context) {
    return context
        .parseOptions()
        .setAllowMissing(false)
        .setSyntax(null)
        .setOriginDescription(null)
        .setClassLoader(new FoldersFirst(RequiredIncludes.class.getClassLoader()));
  }

  private static ConfigObject present(String name, String fault, Supplier<ConfigObject> parser) {
    try {
      return parser.get();
    } catch (ConfigException.IO absent) {
      throw unusable(name, fault, absent);
    }
  }

  private static ConfigException unusable(String name, String fault, Throwable cause) {
    return new ConfigException.Generic("it includes %s, %s".formatted(name, fault), cause);
  }
}
