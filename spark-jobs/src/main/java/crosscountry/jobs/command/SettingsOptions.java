package crosscountry.jobs.command;

import crosscountry.jobs.configuration.ConfigurationLoader;
import crosscountry.jobs.configuration.Profile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/**
 * Where the settings of a command come from, as a group of options: a profile, a file over it, and
 * single settings over both.
 */
final class SettingsOptions {

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description = "Settings that come with the program: ${COMPLETION-CANDIDATES}.")
  private String profile;

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "HOCON file of settings, which lie over those of --profile.")
  private Path conf;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One more setting, for example learner.batch-size=32; may be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--print-conf",
      description =
          "Print all settings with where each was set, as a file for --conf, and do nothing else.")
  private boolean printed;

  /** What {@code --profile} takes, for the help. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Profile.values()).map(Profile::label).iterator();
    }
  }

  /** Lays profile and file over what has been loaded. */
  void layFiles(ConfigurationLoader loader) {
    if (profile != null) {
      loader.profile(Profile.named(profile));
    }
    if (conf != null) {
      loader.file(conf);
    }
  }

  /** Lays the rules of counting that a command's own option names over what has been loaded. */
  static void layCostModel(ConfigurationLoader loader, String label) {
    loader.setIfGiven(
        "run.cost-model",
        label == null ? null : CostModelOption.parse(label).label(),
        "--cost-model");
  }

  /** Lays single settings over what has been loaded, the command's own options included. */
  void layOver(ConfigurationLoader loader) {
    settings.forEach((key, value) -> loader.set(key, value, "--set " + key));
  }

  /**
   * Prints the settings if they are all that is wanted, and tells whether they are.
   *
   * @param loader what has been loaded, which must be usable
   */
  boolean printIfAsked(ConfigurationLoader loader) {
    if (printed) {
      System.out.println(loader.renderWithPlaces());
    }
    return printed;
  }
}
