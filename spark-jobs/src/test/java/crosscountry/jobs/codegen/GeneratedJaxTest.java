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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated Python: parsed by a plain interpreter, and run by one that has JAX. */
class GeneratedJaxTest {

  private static final List<Rule> RULES = List.of(Rule.REVERSE, Rule.DISCOVERED);

  private static final int EFFORT = 1_000;

  private static final String PARSE =
      """
      import ast, pathlib
      for file in sorted(pathlib.Path('.').glob('C_*.py')):
          ast.parse(file.read_text(), str(file))
      """;

  /**
   * Compares the value, and the Jacobian with forward accumulation, and with what JAX makes of the
   * code of the value.
   */
  private static final String RUN =
      """
      import importlib, os, sys
      # Most of the time would go into optimising code that runs once.
      os.environ['XLA_FLAGS'] = '--xla_backend_optimization_level=0'
      import jax
      import jax.numpy as jnp
      jax.config.update('jax_enable_x64', True)
      sys.path.insert(0, '.')
      traced_of = {}
      for line in open('points.txt'):
          name, *lists = line.rstrip('\\n').split(';')
          x, y, y_scale, expected, scale = ([float(n) for n in t.split(',') if n] for t in lists)
          jacobian = importlib.import_module(name).jacobian
          outputs, rows = jax.jit(jacobian)(*x)
          assert len(outputs) == len(y), name
          for number, value in enumerate(outputs):
              error = abs(float(value) - y[number]) / max(y_scale[number], 1e-200)
              assert error < 1e-9, (name, number, float(value), y[number])
          found = [float(entry) for row in rows for entry in row]
          # The value is computed alike along every order, so that it is traced once.
          graph = tuple(lists[:2])
          if graph not in traced_of:
              of_value = jax.jacfwd(lambda v: jnp.stack([jnp.asarray(y, float) for y in jacobian(*v)[0]]))
              traced_of[graph] = jax.jit(of_value)(jnp.asarray(x)).tolist()
          traced_rows = traced_of[graph]
          for number, entry in enumerate(found):
              traced = traced_rows[number // len(x)][number % len(x)]
              for other in (expected[number], traced):
                  error = abs(entry - other) / max(scale[number], 1e-200)
                  assert error < 1e-9, (name, number, entry, other)
      print('exact')
      """;

  @TempDir private static Path folder;

  @Test
  void theCodeParses() throws Exception {
    Optional<String> python = onPath("python3");
    assumeTrue(python.isPresent() || toolsAreRequired(), "there is no python3 on the PATH");

    assertThat(run(python.orElse("python3"), PARSE)).isEmpty();
  }

  @Test
  void theCodeIsExactUnderJax() throws Exception {
    String python = System.getenv("CROSSCOUNTRY_JAX_PYTHON");
    assumeTrue(
        python != null || toolsAreRequired(),
        "CROSSCOUNTRY_JAX_PYTHON names no Python that has JAX");
    assertThat(python).as("CROSSCOUNTRY_JAX_PYTHON").isNotNull();

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

  @BeforeAll
  static void writeModules() throws IOException {
    List<String> points = new ArrayList<>();
    for (Program program : ScalarGraphs.programs()) {
      ReferencePoint point = ReferencePoint.find(program, 1, 1).get(0);
      for (Rule rule : RULES) {
        String name = ScalarGraphs.className(program, rule);
        EliminationOrder order = ScalarGraphs.order(program, rule, EFFORT);
        Files.writeString(folder.resolve(name + ".py"), ScalarGraphs.jax(program, rule, order));
        points.add(
            String.join(
                ";",
                name,
                joined(point.inputs().stream()),
                joined(point.outputs().stream()),
                joined(IntStream.range(0, point.outputs().size()).mapToObj(point::outputScale)),
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
  private static String run(String python, String script) throws Exception {
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
