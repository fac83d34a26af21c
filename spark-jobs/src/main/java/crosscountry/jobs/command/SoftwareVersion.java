package crosscountry.jobs.command;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of this software, as every table row and {@code --version} state it. */
public final class SoftwareVersion implements IVersionProvider {

  /** Returns name and version, with the commit where the build knew it. */
  public static String text() {
    String version = SoftwareVersion.class.getPackage().getImplementationVersion();
    return "crosscountry " + Optional.ofNullable(version).orElse("unpackaged");
  }

  @Override
  public String[] getVersion() {
    return new String[] {text()};
  }
}
