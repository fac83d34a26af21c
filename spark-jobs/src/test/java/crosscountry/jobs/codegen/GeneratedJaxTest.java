package crosscountry.jobs.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import crosscountry.environment.accumulation.ReferencePoint;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.graph.Program;
import crosscountry.jobs.codegen.ScalarGraphs.Rule;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated Python: parsed by a plain interpreter, and run by one that has JAX. */
class GeneratedJaxTest {

  private static final List<Rule> RULES = List.of(Rule.REVERSE, Rule.DISCOVERED);

  private static final String PARSE =
      """
      import ast, pathlib
      for file in sorted(pathlib.Path('.').glob('C_*.py')):
          ast.parse(file.read_text(), str(file))
      """;

  /** Compares with forward accumulation, and with what JAX makes of the code of the value. */
  private static final String RUN =
      """
      import importlib, math, sys
      import jax
      import jax.numpy as jnp
      jax.config.update('jax_enable_x64', True)
      sys.path.insert(0, '.')
      for line in open('points.txt'):
          name, point, entries, scales = line.rstrip('\\n').split(';')
          x, expected, scale = ([float(n) for n in t.split(',') if n] for t in (point, entries, scales))
          jacobian = importlib.import_module(name).jacobian
          outputs, rows = jax.jit(jacobian)(*x)
          found = [float(entry) for row in rows for entry in row]
          of_value = jax.jit(jax.jacfwd(lambda v: jnp.stack([jnp.asarray(y, float) for y in jacobian(*v)[0]])))(jnp.asarray(x))
          for number, entry in enumerate(found):
              traced = float(of_value[number // len(x)][number % len(x)])
              for other in (expected[number], traced):
                  error = abs(entry - other) / max(scale[number], 1e-200)
                  assert error < 1e-9, (name, number, entry, other)
      print('exact')
      """;

  @TempDir private Path folder;

  @Test
  void theCodeParses() throws Exception {
    Optional<String> python = onPath("python3");
    assumeTrue(python.isPresent() || toolsAreRequired(), "there is no python3 on the PATH");
    writeModules();

    assertThat(run(python.orElse("python3"), PARSE)).isEmpty();
  }

  @Test
  void theCodeIsExactUnderJax() throws Exception {
    String python = System.getenv("CROSSCOUNTRY_JAX_PYTHON");
    assumeTrue(
        python != null || toolsAreRequired(),
        "CROSSCOUNTRY_JAX_PYTHON names no Python that has JAX");
    assertThat(python).as("CROSSCOUNTRY_JAX_PYTHON").isNotNull();
    writeModules();

    assertThat(run(python, RUN)).isEqualTo("exact");
  }

  private static boolean toolsAreRequired() {
    return "required".equals(System.getenv("CROSSCOUNTRY_TOOLS"));
  }

  private static Optional<String> onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  private void writeModules() throws IOException {
    List<String> points = new ArrayList<>();
    for (Program program : ScalarGraphs.programs()) {
      ReferencePoint point = ReferencePoint.find(program, 1, 1).get(0);
      for (Rule rule : RULES) {
        String name = ScalarGraphs.className(program, rule);
        EliminationOrder order = ScalarGraphs.order(program, rule, 10_000);
        Files.writeString(folder.resolve(name + ".py"), ScalarGraphs.jax(program, rule, order));
        points.add(
            String.join(
                ";",
                name,
                joined(point.inputs().stream()),
                joined(point.jacobian().stream().flatMap(List::stream)),
                joined(point.scale().stream().flatMap(List::stream))));
      }
    }
    Files.write(folder.resolve("points.txt"), points);
  }

  private static String joined(Stream<Double> numbers) {
    return numbers.map(String::valueOf).collect(Collectors.joining(","));
  }

  /** Runs a script in the folder and returns what it printed, errors included. */
  private String run(String python, String script) throws Exception {
    Path file = Files.writeString(folder.resolve("script.py"), script);
    Path printed = folder.resolve("printed.txt");
    Process process =
        new ProcessBuilder(Arrays.asList(python, file.toString()))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertThat(ended).as("the script ends").isTrue();
    return Files.readString(printed, StandardCharsets.UTF_8).strip();
  }
}
