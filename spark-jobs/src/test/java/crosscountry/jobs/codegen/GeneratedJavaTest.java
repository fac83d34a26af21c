package crosscountry.jobs.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import crosscountry.environment.accumulation.ReferencePoint;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import crosscountry.environment.straightline.JacobianCode;
import crosscountry.environment.straightline.JacobianInterpreter;
import crosscountry.jobs.codegen.ScalarGraphs.Rule;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated Java, compiled, against forward accumulation. */
class GeneratedJavaTest {

  private static final double TOLERANCE = 1e-9;
  private static final int POINTS = 5;
  private static final int EFFORT = 2_000;
  private static final int CALLS = 1_000;

  /** What HotSpot compiles at most. */
  private static final int HUGE_METHOD = 8_000;

  private static final List<String> UNARY =
      List.of(
          "neg",
          "abs",
          "square",
          "sqrt",
          "rsqrt",
          "cbrt",
          "exp",
          "exp2",
          "expm1",
          "log",
          "log1p",
          "sin",
          "cos",
          "tan",
          "asin",
          "acos",
          "atan",
          "sinh",
          "cosh",
          "tanh",
          "asinh",
          "acosh",
          "atanh",
          "logistic",
          "erf",
          "erfc",
          "copy",
          "stop_gradient",
          "is_finite",
          "sign",
          "floor",
          "ceil",
          "round",
          "not");

  private static final List<String> BINARY =
      List.of(
          "add", "sub", "mul", "div", "rem", "pow", "atan2", "max", "min", "lt", "le", "gt", "ge",
          "eq", "ne", "and", "or", "xor");

  @Test
  void everyScalarGraphOfTheCatalogIsExactAlongEveryOrderAndAllocatesNothing() {
    Map<String, String> sources = new HashMap<>();
    for (Program program : ScalarGraphs.programs()) {
      for (Rule rule : Rule.values()) {
        EliminationOrder order = ScalarGraphs.order(program, rule, EFFORT);
        sources.put(ScalarGraphs.className(program, rule), ScalarGraphs.java(program, rule, order));
      }
    }
    Map<String, CompiledJacobian> compiled = CompiledJacobian.compile(sources);
    assertThat(ScalarGraphs.programs()).hasSizeGreaterThanOrEqualTo(8);
    for (Program program : ScalarGraphs.programs()) {
      List<ReferencePoint> points = ReferencePoint.find(program, POINTS, 1);
      assertThat(points).as(program.name()).isNotEmpty();
      for (Rule rule : Rule.values()) {
        String name = ScalarGraphs.className(program, rule);
        assertExact(name, compiled.get(name), program, points);
        assertThat(allocated(compiled.get(name), program, points.get(0))).as(name).isZero();
      }
    }
  }

  private static void assertExact(
      String name, CompiledJacobian code, Program program, List<ReferencePoint> points) {
    double[] outputs = new double[program.outputs().size()];
    double[] jacobian = new double[outputs.length * program.inputs()];
    for (ReferencePoint point : points) {
      Arrays.fill(outputs, Double.NaN);
      Arrays.fill(jacobian, Double.NaN);
      code.evaluate(point.coordinates(), outputs, jacobian);
      assertThat(point.greatestRelativeErrorOfOutputs(outputs)).as(name).isLessThan(TOLERANCE);
      assertThat(point.greatestRelativeError(jacobian)).as(name).isLessThan(TOLERANCE);
    }
  }

  private static long allocated(CompiledJacobian code, Program program, ReferencePoint point) {
    double[] inputs = point.coordinates();
    double[] outputs = new double[program.outputs().size()];
    double[] jacobian = new double[outputs.length * program.inputs()];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    // The compiler's own threads apart, the first rounds may load classes.
    for (int round = 0; round < 3 && least > 0; round++) {
      long before = threads.getThreadAllocatedBytes(thread);
      for (int call = 0; call < CALLS; call++) {
        code.evaluate(inputs, outputs, jacobian);
      }
      least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
    }
    return least;
  }

  @Test
  void everyPrimitiveIsWrittenAsItIsEvaluated() {
    List<Program> programs = new ArrayList<>();
    UNARY.forEach(primitive -> programs.add(single(primitive, 1, Map.of())));
    BINARY.forEach(primitive -> programs.add(single(primitive, 2, Map.of())));
    programs.add(single("clamp", 3, Map.of()));
    programs.add(single("select_n", 3, Map.of()));
    programs.add(single("integer_pow", 1, Map.of("y", "-7")));
    programs.add(single("integer_pow", 1, Map.of("y", "50")));
    programs.add(single("convert_element_type", 1, Map.of("new_dtype", "int32")));
    programs.add(single("convert_element_type", 1, Map.of("new_dtype", "bool")));
    Map<String, String> sources = new HashMap<>();
    for (Program program : programs) {
      EliminationOrder order = ScalarGraphs.order(program, Rule.FORWARD, 0);
      sources.put(
          ScalarGraphs.className(program, Rule.FORWARD),
          ScalarGraphs.java(program, Rule.FORWARD, order));
    }
    Map<String, CompiledJacobian> compiled = CompiledJacobian.compile(sources);
    SplittableRandom random = new SplittableRandom(3);
    for (Program program : programs) {
      EliminationOrder order = ScalarGraphs.order(program, Rule.FORWARD, 0);
      JacobianInterpreter interpreter = new JacobianInterpreter(JacobianCode.along(program, order));
      CompiledJacobian code = compiled.get(ScalarGraphs.className(program, Rule.FORWARD));
      for (int point = 0; point < 50; point++) {
        double[] inputs = new double[program.inputs()];
        for (int input = 0; input < inputs.length; input++) {
          inputs[input] = point % 2 == 0 ? random.nextInt(-3, 4) : -4 + 8 * random.nextDouble();
        }
        assertThat(both(code, inputs))
            .as(program.name())
            .containsExactly(both(interpreter, inputs));
      }
    }
  }

  private static double[] both(CompiledJacobian code, double[] inputs) {
    double[] outputs = new double[1];
    double[] jacobian = new double[inputs.length];
    code.evaluate(inputs, outputs, jacobian);
    return joined(outputs, jacobian);
  }

  private static double[] both(JacobianInterpreter code, double[] inputs) {
    double[] outputs = new double[1];
    double[] jacobian = new double[inputs.length];
    code.evaluate(inputs, outputs, jacobian);
    return joined(outputs, jacobian);
  }

  /** To the digits in which the platform's functions may differ when they are compiled. */
  private static double[] joined(double[] outputs, double[] jacobian) {
    return IntStream.range(0, 1 + jacobian.length)
        .mapToDouble(place -> place == 0 ? outputs[0] : jacobian[place - 1])
        .map(value -> Double.isFinite(value) ? (float) value + 0.0 : value)
        .toArray();
  }

  private static Program single(String primitive, int operands, Map<String, String> parameters) {
    List<Operand> inputs =
        IntStream.range(0, operands).<Operand>mapToObj(Operand.Input::new).toList();
    return new Program(
        primitive + String.join("", parameters.values()).replace('-', '_'),
        operands,
        List.of(new Equation(primitive, inputs, parameters)),
        List.of(new Operand.Result(1)));
  }

  /** The longest of the catalog's codes, whose bytecode is three quarters of what is compiled. */
  @Test
  void codeThatIsCompiledAsOneMethodIsNotSplit(@TempDir Path folder) throws IOException {
    Program program =
        ScalarGraphs.programs().stream()
            .filter(each -> each.name().equals("g"))
            .findFirst()
            .orElseThrow();
    EliminationOrder order = ScalarGraphs.order(program, Rule.FORWARD, 0);

    String name = ScalarGraphs.className(program, Rule.FORWARD);
    String source = ScalarGraphs.java(program, Rule.FORWARD, order);
    assertThat(source).doesNotContain("part1(");
    CompiledJacobian code = CompiledJacobian.compile(Map.of(name, source)).get(name);
    assertThat(longestMethod(code, folder)).isLessThan(HUGE_METHOD);
  }

  @Test
  void codeThatIsTooLongToBeCompiledIsSplit(@TempDir Path folder) throws IOException {
    List<Program> programs = List.of(deep(400), wide(300), choosing(100));
    Map<String, String> sources = new HashMap<>();
    for (Program program : programs) {
      EliminationOrder order = ScalarGraphs.order(program, Rule.REVERSE, 0);
      sources.put(
          ScalarGraphs.className(program, Rule.REVERSE),
          ScalarGraphs.java(program, Rule.REVERSE, order));
    }
    Map<String, CompiledJacobian> compiled = CompiledJacobian.compile(sources);
    for (Program program : programs) {
      String name = ScalarGraphs.className(program, Rule.REVERSE);
      CompiledJacobian code = compiled.get(name);
      List<ReferencePoint> points = ReferencePoint.find(program, POINTS, 1);
      assertThat(points).isNotEmpty();
      assertExact(name, code, program, points);
      assertThat(allocated(code, program, points.get(0))).as(name).isZero();
      assertThat(code.type().getDeclaredMethods()).as(name).hasSizeGreaterThan(2);
      assertThat(longestMethod(code, folder)).as(name).isLessThan(HUGE_METHOD);
    }
  }

  /** Sines of scalars, which hand nothing on to each other. */
  private static Program wide(int scalars) {
    List<Equation> code = new ArrayList<>();
    List<Operand> outputs = new ArrayList<>();
    for (int input = 0; input < scalars; input++) {
      code.add(new Equation("sin", List.of(new Operand.Input(input)), Map.of()));
      outputs.add(new Operand.Result(input + 1));
    }
    return new Program("wide", scalars, code, outputs);
  }

  /** Comparisons and choices, with literals of their own, of products of neighbours. */
  private static Program choosing(int scalars) {
    List<Equation> code = new ArrayList<>();
    List<Operand> outputs = new ArrayList<>();
    for (int input = 0; input < scalars; input++) {
      Operand x = new Operand.Input(input);
      Operand y = new Operand.Input((input + 1) % scalars);
      Operand literal = new Operand.Literal(0.1 + input);
      code.add(new Equation("mul", List.of(x, y), Map.of()));
      Operand product = new Operand.Result(code.size());
      code.add(new Equation("lt", List.of(product, literal), Map.of()));
      Operand less = new Operand.Result(code.size());
      code.add(new Equation("is_finite", List.of(product), Map.of()));
      Operand finite = new Operand.Result(code.size());
      code.add(new Equation("and", List.of(less, finite), Map.of()));
      Operand which = new Operand.Result(code.size());
      code.add(new Equation("select_n", List.of(which, x, product), Map.of()));
      Operand selected = new Operand.Result(code.size());
      code.add(
          new Equation(
              "clamp", List.of(new Operand.Literal(-input - 0.3), selected, literal), Map.of()));
      Operand clamped = new Operand.Result(code.size());
      code.add(new Equation("max", List.of(clamped, y), Map.of()));
      outputs.add(new Operand.Result(code.size()));
    }
    return new Program("choosing", scalars, code, outputs);
  }

  /** Layers of sines of sums of three results of the layer before, of eight each. */
  private static Program deep(int equations) {
    SplittableRandom random = new SplittableRandom(5);
    int width = 8;
    List<Equation> code = new ArrayList<>();
    for (int number = 1; number <= equations; number++) {
      List<Operand> operands = new ArrayList<>();
      for (int position = 0; position < 2; position++) {
        int back = number - 1 - random.nextInt(width);
        operands.add(back >= 1 ? new Operand.Result(back) : new Operand.Input(width - 1 + back));
      }
      code.add(
          number % 3 == 0
              ? new Equation("sin", operands.subList(0, 1), Map.of())
              : new Equation(number % 3 == 1 ? "mul" : "add", operands, Map.of()));
    }
    List<Operand> outputs =
        IntStream.range(0, width)
            .<Operand>mapToObj(output -> new Operand.Result(equations - output))
            .toList();
    return new Program("deep", width, code, outputs);
  }

  private static int longestMethod(CompiledJacobian code, Path folder) throws IOException {
    Path file = Files.write(folder.resolve("Longest.class"), code.bytes());
    StringWriter listing = new StringWriter();
    ToolProvider.findFirst("javap")
        .orElseThrow()
        .run(
            new PrintWriter(listing),
            new PrintWriter(new StringWriter()),
            "-c",
            "-p",
            file.toString());
    return Pattern.compile("(?m)^ *(\\d+): ")
        .matcher(listing.toString())
        .results()
        .mapToInt(offset -> Integer.parseInt(offset.group(1)))
        .max()
        .orElseThrow();
  }
}
