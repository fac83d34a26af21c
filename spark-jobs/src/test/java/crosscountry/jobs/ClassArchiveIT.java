package crosscountry.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build's archive of classes is used where it fits, and not noticed where it does not. */
final class ClassArchiveIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path TARGET = ROOT.resolve("spark-jobs/target");
  private static final String ARCHIVE = "classes.jsa";
  private static final String OPTIONS = "JDK_JAVA_OPTIONS";

  @TempDir private Path folder;

  @Test
  void commandsTakeTheirClassesFromTheArchive() throws IOException, InterruptedException {
    requireArchive();
    assertHelps(ROOT, Map.of(OPTIONS, "-Xlog:class+load:file=loaded"));
    assertThat(folder.resolve("loaded"))
        .content()
        .containsPattern("OrdersCommand source: shared objects file \\(top\\)");
  }

  @Test
  void whereTheJarIsAnotherOneTheArchiveIsNotNoticed() throws IOException, InterruptedException {
    requireArchive();
    Path root = copyOfTheBuild();
    Path jar = root.resolve("spark-jobs/target/crosscountry.jar");
    Files.delete(jar);
    Files.copy(TARGET.resolve("crosscountry.jar"), jar);
    assertHelps(root, Map.of(OPTIONS, "-Xlog:class+load:file=loaded"));
    assertThat(folder.resolve("loaded"))
        .content()
        .containsPattern("OrdersCommand source: \\S+crosscountry.jar");
  }

  /** A JVM would crash beyond its end. */
  @Test
  void anArchiveThatWasNotCopiedWholeIsNotUsed() throws IOException, InterruptedException {
    requireArchive();
    Path root = copyOfTheBuild();
    Path archive = root.resolve("spark-jobs/target").resolve(ARCHIVE);
    Files.delete(archive);
    try (InputStream whole = Files.newInputStream(TARGET.resolve(ARCHIVE))) {
      Files.write(archive, whole.readNBytes(1_000_000));
    }
    assertHelps(root, Map.of());
  }

  /** With the archive, this JVM would crash. */
  @Test
  void aRecordingFromTheStartGoesWithoutTheArchive() throws IOException, InterruptedException {
    assertHelps(ROOT, Map.of(OPTIONS, "-Xlog:jfr*=off -XX:StartFlightRecording:filename=some.jfr"));
    assertThat(folder.resolve("some.jfr")).isNotEmptyFile();
  }

  /** A build goes on where it cannot make the archive; those of our own machines can. */
  private static void requireArchive() {
    Path archive = TARGET.resolve(ARCHIVE);
    if ("required".equals(System.getenv("CROSSCOUNTRY_TOOLS"))) {
      assertThat(archive).isNotEmptyFile();
    }
    assumeThat(archive).isNotEmptyFile();
  }

  /** Returns a project of links to the build, whose scripts take it for their own. */
  private Path copyOfTheBuild() throws IOException {
    Path root = Files.createDirectory(folder.resolve("root"));
    Files.createDirectories(root.resolve("module/src/main"));
    Files.createFile(root.resolve("module/pom.xml"));
    Files.createFile(root.resolve("pom.xml"));
    Files.createSymbolicLink(root.resolve("conf"), ROOT.resolve("conf"));
    Path target = Files.createDirectories(root.resolve("spark-jobs/target"));
    for (String same :
        new String[] {"lib", "spark", "crosscountry.jar", ARCHIVE, ARCHIVE + ".size"}) {
      Files.createSymbolicLink(target.resolve(same), TARGET.resolve(same));
    }
    Path deploy = Files.createDirectory(root.resolve("deploy"));
    for (String script : new String[] {"submit.sh", "build.sh"}) {
      Files.copy(ROOT.resolve("deploy").resolve(script), deploy.resolve(script));
    }
    return root;
  }

  private void assertHelps(Path root, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(root.resolve("deploy/submit.sh").toString(), "orders", "--help")
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    // With an agent or a recording among the options of the caller there would be no archive.
    builder
        .environment()
        .keySet()
        .removeAll(List.of("SPARK_HOME", "JAVA_TOOL_OPTIONS", OPTIONS, "_JAVA_OPTIONS"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(err)).isZero();
    assertThat(out).content().contains("Usage: crosscountry orders");
    try (Stream<String> lines = Files.lines(err)) {
      assertThat(
              lines.filter(
                  line -> !line.startsWith("NOTE: Picked up") && !line.startsWith("Picked up")))
          .allMatch(line -> line.contains("incubator modules") || line.contains("newer than"));
    }
  }
}
