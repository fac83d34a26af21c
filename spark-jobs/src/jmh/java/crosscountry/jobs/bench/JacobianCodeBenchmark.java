package crosscountry.jobs.bench;

import crosscountry.environment.accumulation.ReferencePoint;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.graph.Program;
import crosscountry.jobs.codegen.CompiledJacobian;
import crosscountry.jobs.codegen.ScalarGraphs;
import crosscountry.jobs.codegen.ScalarGraphs.Rule;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds that the generated Java code takes for the value and the Jacobian of a function of
 * scalars, by the order along which it accumulates, on one core. Iterations are short, so that some
 * of them are not interrupted where other work shares the machine.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 100, time = 10, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class JacobianCodeBenchmark {

  /** Re-insertions that annealing tries, which come to the best known count or next to it. */
  private static final int EFFORT = 500_000;

  /** Calls of what the processor has no instruction for. */
  private static final Pattern FUNCTION =
      Pattern.compile(
          "Math\\.(sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|exp|expm1|log|log1p|pow|cbrt)"
              + "\\(");

  private static final MutableCallSite CODE =
      new MutableCallSite(
          MethodType.methodType(void.class, double[].class, double[].class, double[].class));

  /** A constant to the compiler, so that the code is called as if by its name. */
  private static final MethodHandle CALL = CODE.dynamicInvoker();

  /** A function of scalars of the catalog. */
  @Param({
    "HumanHeartDipole",
    "PropaneCombustion",
    "RoeFlux_1d",
    "RobotArm_6DOF",
    "g",
    "HestonCharacteristic",
    "Kerr_Metric",
    "RungeKutta_Robertson"
  })
  public String graph;

  /** How the order is found. */
  @Param public Rule rule;

  /** Whether functions of the platform are called, or a sum stands for each to time the rest. */
  @Param("CALLED")
  public Functions functions;

  /** What is timed. */
  public enum Functions {
    CALLED,
    REPLACED
  }

  private double[] inputs;
  private double[] outputs;
  private double[] jacobian;

  /** Finds the order, writes and compiles the code, and looks for a regular point. */
  @Setup
  public void prepare() {
    Program program =
        ScalarGraphs.programs().stream()
            .filter(each -> each.name().equals(graph))
            .findFirst()
            .orElseThrow();
    EliminationOrder order = ScalarGraphs.order(program, rule, EFFORT);
    String name = ScalarGraphs.className(program, rule);
    CODE.setTarget(
        CompiledJacobian.compile(Map.of(name, timed(ScalarGraphs.java(program, rule, order))))
            .get(name)
            .method());
    inputs = ReferencePoint.find(program, 1, 1).get(0).coordinates();
    outputs = new double[program.outputs().size()];
    jacobian = new double[outputs.length * inputs.length];
  }

  private String timed(String source) {
    return functions == Functions.CALLED
        ? source
        : FUNCTION.matcher(source).replaceAll("Replacement.of(").stripTrailing()
            + """


            final class Replacement {
              static double of(double a) {
                return a + 0.25;
              }

              static double of(double a, double b) {
                return a + b;
              }
            }
            """;
  }

  /** One value and Jacobian. */
  @Benchmark
  public double[] evaluate() throws Throwable {
    CALL.invokeExact(inputs, outputs, jacobian);
    return jacobian;
  }
}
