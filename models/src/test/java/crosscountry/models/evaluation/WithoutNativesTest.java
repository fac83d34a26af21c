package crosscountry.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.game.PositionFixture;
import crosscountry.environment.search.Judgement;
import crosscountry.models.network.NetworkBlueprint;
import crosscountry.models.network.NetworkSnapshot;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs evaluators in JVMs that have no class of ND4J, as executors may, and no vector module. */
class WithoutNativesTest {

  /** What the other JVM runs: it prints which evaluator it got and what that says. */
  static final class Main {

    private Main() {}

    public static void main(String[] arguments) {
      NetworkBlueprint blueprint = new NetworkBlueprint(2, 1);
      float[] parameters = new float[blueprint.parameterCount()];
      parameters[parameters.length - 1] = 0.5f;
      NetworkSnapshot snapshot = new NetworkSnapshot(7, blueprint, parameters);
      NetworkEvaluator evaluator = EvaluatorKind.valueOf(arguments[0]).create(snapshot);
      Judgement judgement = new Judgement(1);
      evaluator.evaluate(PositionFixture.of(new float[][] {{1, 2}}), judgement);
      System.out.println(evaluator.getClass().getSimpleName() + " " + judgement.excess()[0]);
    }
  }

  private static final String MODULE = "--add-modules=jdk.incubator.vector";

  @TempDir Path folder;

  @Test
  void rowsNeedNothing() throws IOException, InterruptedException {
    assertThat(run("ROWS")).contains("RowEvaluator 0.5");
  }

  @Test
  void autoFallsBackToRows() throws IOException, InterruptedException {
    assertThat(run("AUTO")).contains("RowEvaluator 0.5");
  }

  @Test
  void autoTakesTheVectorModuleWhereItIs() throws IOException, InterruptedException {
    assertThat(run("AUTO", MODULE)).contains("VectorEvaluator 0.5");
  }

  @Test
  void vectorSaysWhatItLacks() throws IOException, InterruptedException {
    assertThat(run("VECTOR"))
        .contains("IllegalStateException")
        .contains("Maybe add \"--add-modules jdk.incubator.vector\"");
  }

  private String run(String kind, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.add("-cp");
    command.add(
        String.join(
            File.pathSeparator,
            homeOf(Main.class),
            homeOf(EvaluatorKind.class),
            homeOf(Judgement.class)));
    command.add(Main.class.getName());
    command.add(kind);
    // Into a file, because to read a pipe to its end is to wait for the process without limit.
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(output);
  }

  private static String homeOf(Class<?> type) {
    return Path.of(
            java.net.URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }
}
