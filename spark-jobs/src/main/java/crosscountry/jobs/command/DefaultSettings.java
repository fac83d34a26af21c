package crosscountry.jobs.command;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import crosscountry.jobs.configuration.ConfigurationLoader;
import java.util.Collections;
import java.util.Enumeration;
import java.util.ResourceBundle;

/**
 * What settings are if nobody says otherwise, for the help of options that set them: {@code
 * ${bundle:run.budget}}.
 */
public final class DefaultSettings extends ResourceBundle {

  private final Config defaults = new ConfigurationLoader().load().getConfig("crosscountry");

  @Override
  protected Object handleGetObject(String key) {
    if (!isSetting(key)) {
      return null;
    }
    ConfigValue value = defaults.getValue(key);
    return value.valueType() == ConfigValueType.LIST
        ? String.join(",", defaults.getStringList(key))
        : defaults.getString(key);
  }

  @Override
  public Enumeration<String> getKeys() {
    // What a bundle lists, the parser takes for texts of its own; settings are asked for by name.
    return Collections.emptyEnumeration();
  }

  /** The parser asks for keys of its own, too, some of which are no paths. */
  private boolean isSetting(String key) {
    return key.matches("[a-z-]+(\\.[a-z-]+)+")
        && defaults.hasPath(key)
        && defaults.getValue(key).valueType() != ConfigValueType.OBJECT;
  }
}
