package crosscountry.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A shell in a folder of its own, where the project's scripts are found as the READMEs name them.
 *
 * @param folder where commands are typed
 */
record Terminal(Path folder) {

  private static final Pattern OF_THE_PROJECT =
      Pattern.compile("\\b(?:deploy/(?:submit|cluster)\\.sh|conf/[\\w.-]+)");
  private static final Pattern BUDGET = Pattern.compile("--budget \\S+");

  /** A night trains, too. */
  private static final Pattern TRAINING = Pattern.compile("\\.sh (?:.* )?(?:re)?train ");

  private static final String FEW_SECONDS = "--budget 3s";

  /** After a few seconds a slow machine may not have begun a wave, and others wait for its end. */
  private static final String ONE_WAVE =
      "--budget 1m --set run.waves=1 --set self-play.games-per-task=4"
          + " --set search.simulations=4";

  /**
   * What a command left.
   *
   * @param exitCode its exit code
   * @param out what it said on standard output
   * @param err what it said on standard error
   */
  record Run(int exitCode, String out, String err) {}

  /**
   * Types every block of {@code bash} of some READMEs but those of Maven, which runs this very
   * test. Each has to end well; a cluster that they started is ended.
   */
  void type(List<Readme> readmes) throws IOException, InterruptedException {
    try {
      for (Readme readme : readmes) {
        type(readme);
      }
    } finally {
      run("deploy/cluster.sh stop");
    }
  }

  private void type(Readme readme) throws IOException, InterruptedException {
    for (String block : readme.blocks("bash")) {
      if (!block.contains("mvn ")) {
        long begun = System.nanoTime();
        // A command may be written in several lines, and its budget may stand in another one than
        // its name.
        String commands = block.replace("\\\n", " ");
        Run run = run(commands.lines().map(Terminal::shortened).collect(Collectors.joining("\n")));
        assertThat(run.exitCode()).as("%s%n%s", block, run.err()).isZero();
        System.out.printf(
            "%4.1f s  %s%n", (System.nanoTime() - begun) / 1e9, block.lines().toList());
      }
    }
  }

  /** The results are the same in kind after a short while, and the suite stays short. */
  private static String shortened(String command) {
    return BUDGET
        .matcher(command)
        .replaceAll(TRAINING.matcher(command).find() ? ONE_WAVE : FEW_SECONDS);
  }

  /** Runs a script to its end. */
  Run run(String script) throws IOException, InterruptedException {
    Process process = start(script);
    assertThat(process.waitFor(4, TimeUnit.MINUTES)).as(script).isTrue();
    return new Run(process.exitValue(), out(), err());
  }

  /** Starts a script. */
  Process start(String script) throws IOException {
    String located = OF_THE_PROJECT.matcher(script).replaceAll("'" + Readme.ROOT + "/$0'");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", "set -euo pipefail\n" + located)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    builder.environment().remove("SPARK_HOME");
    builder.environment().put("CROSSCOUNTRY_CLUSTER_DIR", folder.resolve("cluster").toString());
    return builder.start();
  }

  /** Returns what the last script has said on standard output so far. */
  String out() throws IOException {
    return Files.readString(folder.resolve("out"));
  }

  /** Returns what the last script has said on standard error so far. */
  String err() throws IOException {
    return Files.readString(folder.resolve("err"));
  }
}
