package crosscountry.environment.straightline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes Jacobian code as a Java class with one method for users, {@code jacobian(double[] inputs,
 * double[] outputs, double[] jacobian)}, which fills the value, [outputs], and the Jacobian by
 * rows, [outputs * inputs]; the three arrays must be distinct. It needs nothing but the JDK,
 * allocates nothing per call and may be called by any number of threads.
 *
 * <p>HotSpot never compiles a method of more than 8,000 bytes of bytecode ({@code
 * -XX:+DontCompileHugeMethods}, the default). Longer code is split into parts, which hand values on
 * in an array that each thread has once.
 */
public final class JavaSource {

  /** Bytes of bytecode that a part has at most, as estimated from above. */
  private static final int LARGEST_PART = 7_900;

  /** More zeros than these in the Jacobian are filled in by one call. */
  private static final int MOST_ZEROS_ONE_BY_ONE = 16;

  /** Reading or writing a local variable. */
  private static final int NAME_BYTES = 2;

  /** The same of one to whose slot one byte cannot point. */
  private static final int FAR_NAME_BYTES = 4;

  private static final int NEAR_SLOTS = 256;
  private static final int SLOTS_OF_A_DOUBLE = 2;

  /** The arrays: inputs, outputs, Jacobian and what is handed on. */
  private static final int SLOTS_OF_PARAMETERS = 4;

  private static final int ARRAY_STORE_BYTES = 6;
  private static final int ARRAY_LOAD_BYTES = 5;
  private static final int CONSTANT_BYTES = 3;

  /** No operation but the operators takes more than this, unless its template jumps. */
  private static final int CALL_BYTES = 6;

  /** No operation takes more than this, whatever its template. */
  private static final int JUMP_BYTES = 12;

  /** Classes of the JDK that the code uses by their simple names. */
  private static final Set<String> LIBRARY = Set.of("Double", "Math", "ThreadLocal");

  private final JacobianCode code;
  private final Naming naming;
  private final List<JavaStatement> statements = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  /** For each term that is handed on between parts, its place in the array. */
  private final Map<Integer, Integer> handedOn = new TreeMap<>();

  private JavaSource(JacobianCode code) {
    this.code = code;
    this.naming = Naming.of(code);
  }

  /**
   * Returns the source of a class in the unnamed package.
   *
   * @param className simple name of the class
   * @throws IllegalArgumentException if the class cannot be called so
   */
  public static String of(JacobianCode code, String className, CodeOrigin origin) {
    if (!isClassName(className)) {
      throw new IllegalArgumentException(
          "'%s' is no name for the class; use letters, digits and underscores, a capital first"
              .formatted(className));
    }
    return new JavaSource(code).source(className, origin);
  }

  /** Tells whether a class can be called so; a capital sets the name apart from keywords. */
  public static boolean isClassName(String name) {
    return name.matches("[A-Z][A-Za-z0-9_]*") && !LIBRARY.contains(name);
  }

  private String source(String className, CodeOrigin origin) {
    writeStatements();
    List<List<JavaStatement>> parts = parts();
    findHandedOn(parts);
    line("// " + String.join("\n// ", origin.lines(code)));
    line("");
    line("/** Value and exact Jacobian of %s. */".formatted(comment(origin.graph())));
    line("public final class %s {".formatted(className));
    line("");
    line("  /** Number of inputs, the columns of the Jacobian. */");
    line("  public static final int INPUTS = %d;".formatted(code.inputs()));
    line("");
    line("  /** Number of outputs, the rows of the Jacobian. */");
    line("  public static final int OUTPUTS = %d;".formatted(code.outputs()));
    line("");
    if (!handedOn.isEmpty()) {
      line("  private static final ThreadLocal<double[]> LIVE =");
      line("      ThreadLocal.withInitial(() -> new double[%d]);".formatted(handedOn.size()));
      line("");
    }
    line("  private %s() {}".formatted(className));
    line("");
    line("  /**");
    line("   * Evaluates the function and its Jacobian. No two of the arrays may be the same, for");
    line("   * results are stored while inputs are still read.");
    line("   *");
    line("   * @param inputs the point, [INPUTS]");
    line("   * @param outputs overwritten with the value, [OUTPUTS]");
    line("   * @param jacobian overwritten with the Jacobian by rows, [OUTPUTS * INPUTS]");
    line("   */");
    line("  public static void jacobian(double[] inputs, double[] outputs, double[] jacobian) {");
    if (parts.size() == 1) {
      body(parts.get(0));
    } else {
      if (!handedOn.isEmpty()) {
        line("    double[] live = LIVE.get();");
      }
      String argument = handedOn.isEmpty() ? "" : ", live";
      for (int part = 1; part <= parts.size(); part++) {
        line("    part%d(inputs, outputs, jacobian%s);".formatted(part, argument));
      }
      String parameter = handedOn.isEmpty() ? "" : ", double[] live";
      for (int part = 1; part <= parts.size(); part++) {
        line("  }");
        line("");
        line("  private static void part%d(".formatted(part));
        line(
            "      double[] inputs, double[] outputs, double[] jacobian%s) {".formatted(parameter));
        body(parts.get(part - 1));
      }
    }
    line("  }");
    helpers();
    line("}");
    return text.toString();
  }

  private static String comment(String name) {
    return name.replaceAll("\\p{Cntrl}|\\*/|\\\\", "?");
  }

  private void writeStatements() {
    Map<Integer, List<String>> places = places();
    for (int number = 0; number < code.terms().size(); number++) {
      Term term = code.terms().get(number);
      boolean call = term instanceof Term.Call;
      if (call && naming.isNamed(number)) {
        String value = naming.definition(number, Notation.JAVA).text();
        define(number, "double %s = %s;".formatted(naming.name(number), value));
      }
      for (String place : places.getOrDefault(number, List.of())) {
        store(number, place);
      }
    }
  }

  /** Returns where each term is stored, but for zeros that are filled in. */
  private Map<Integer, List<String>> places() {
    Map<Integer, List<String>> places = new TreeMap<>();
    boolean fills = zeros() > MOST_ZEROS_ONE_BY_ONE;
    if (fills) {
      int entries = code.outputs() * code.inputs();
      statements.add(
          new JavaStatement(
              "java.util.Arrays.fill(jacobian, 0, %d, 0.0);".formatted(entries),
              -1,
              List.of(),
              JUMP_BYTES));
    }
    for (int row = 0; row < code.outputs(); row++) {
      places
          .computeIfAbsent(code.output(row), term -> new ArrayList<>())
          .add("outputs[%d]".formatted(row));
      for (int column = 0; column < code.inputs(); column++) {
        int entry = code.entry(row, column);
        if (!fills || !isZero(entry)) {
          places
              .computeIfAbsent(entry, term -> new ArrayList<>())
              .add("jacobian[%d]".formatted(row * code.inputs() + column));
        }
      }
    }
    return places;
  }

  private int zeros() {
    int zeros = 0;
    for (int row = 0; row < code.outputs(); row++) {
      for (int column = 0; column < code.inputs(); column++) {
        zeros += isZero(code.entry(row, column)) ? 1 : 0;
      }
    }
    return zeros;
  }

  private boolean isZero(int term) {
    return code.terms().get(term) instanceof Term.Constant constant && constant.value() == 0;
  }

  private void define(int number, String statement) {
    List<Integer> reads = new ArrayList<>();
    int bytes = 0;
    for (int operand : ((Term.Call) code.terms().get(number)).operands()) {
      bytes += cost(operand, reads);
    }
    bytes += own(number);
    statements.add(new JavaStatement(statement, number, reads, bytes));
  }

  private void store(int number, String place) {
    List<Integer> reads = new ArrayList<>();
    int bytes = ARRAY_STORE_BYTES + cost(number, reads);
    String value = naming.operand(number, Notation.JAVA).text();
    statements.add(new JavaStatement("%s = %s;".formatted(place, value), -1, reads, bytes));
  }

  /** Returns the bytes that evaluate an operand but for names, and notes those that it reads. */
  private int cost(int term, List<Integer> reads) {
    if (naming.isNamed(term)) {
      reads.add(term);
      return 0;
    }
    int bytes = own(term);
    if (code.terms().get(term) instanceof Term.Call call) {
      for (int operand : call.operands()) {
        bytes += cost(operand, reads);
      }
    }
    return bytes;
  }

  private int own(int term) {
    if (code.terms().get(term) instanceof Term.Call call) {
      return switch (call.operation()) {
        case ADD, SUB, MUL, DIV, NEG -> 1;
        default -> call.operation().java().contains("?") ? JUMP_BYTES : CALL_BYTES;
      };
    }
    return CONSTANT_BYTES;
  }

  /** Splits the statements into parts that are compiled: one, if that is short enough. */
  private List<List<JavaStatement>> parts() {
    if (new PartSize(0).withAll(statements) <= LARGEST_PART) {
      return List.of(statements);
    }
    List<List<JavaStatement>> parts = new ArrayList<>();
    List<JavaStatement> part = new ArrayList<>();
    PartSize size = new PartSize(ARRAY_STORE_BYTES + FAR_NAME_BYTES);
    for (JavaStatement statement : statements) {
      if (size.with(statement) > LARGEST_PART) {
        parts.add(part);
        part = new ArrayList<>();
        size = new PartSize(ARRAY_STORE_BYTES + FAR_NAME_BYTES);
        size.with(statement);
      }
      part.add(statement);
    }
    parts.add(part);
    return parts;
  }

  /** Adds up the bytes of a part. */
  private static final class PartSize {

    private final int handingOn;

    /** The slots of local variables, which the compiler gives away in order of declaration. */
    private final Map<Integer, Integer> slots = new HashMap<>();

    private int bytes;

    /**
     * Starts at nothing.
     *
     * @param handingOn bytes that it takes to hand on what a statement defines
     */
    PartSize(int handingOn) {
      this.handingOn = handingOn;
    }

    /** Adds statements and returns the bytes. */
    int withAll(List<JavaStatement> statements) {
      statements.forEach(this::with);
      return bytes;
    }

    /** Adds a statement and returns the bytes. */
    int with(JavaStatement statement) {
      for (int read : statement.reads()) {
        bytes += slots.containsKey(read) ? 0 : ARRAY_LOAD_BYTES + accessTo(read);
        bytes += accessTo(read);
      }
      bytes += statement.bytes();
      if (statement.defines() >= 0) {
        bytes += accessTo(statement.defines()) + handingOn;
      }
      return bytes;
    }

    private int accessTo(int term) {
      int next = SLOTS_OF_PARAMETERS + SLOTS_OF_A_DOUBLE * slots.size();
      Integer known = slots.putIfAbsent(term, next);
      return (known == null ? next : known) < NEAR_SLOTS ? NAME_BYTES : FAR_NAME_BYTES;
    }
  }

  private void findHandedOn(List<List<JavaStatement>> parts) {
    int[] definedIn = new int[code.terms().size()];
    Arrays.fill(definedIn, -1);
    for (int part = 0; part < parts.size(); part++) {
      for (JavaStatement statement : parts.get(part)) {
        for (int read : statement.reads()) {
          if (definedIn[read] >= 0 && definedIn[read] != part) {
            handedOn.putIfAbsent(read, handedOn.size());
          }
        }
        if (statement.defines() >= 0) {
          definedIn[statement.defines()] = part;
        }
      }
    }
  }

  private void body(List<JavaStatement> part) {
    BitSet known = new BitSet();
    for (JavaStatement statement : part) {
      for (int read : statement.reads()) {
        if (!known.get(read)) {
          known.set(read);
          line("    double %s = %s;".formatted(naming.name(read), source(read)));
        }
      }
      line("    " + statement.text());
      int defined = statement.defines();
      if (defined >= 0) {
        known.set(defined);
        if (handedOn.containsKey(defined)) {
          line("    live[%d] = %s;".formatted(handedOn.get(defined), naming.name(defined)));
        }
      }
    }
  }

  /** Returns where a part finds what it has not computed itself. */
  private String source(int term) {
    return code.terms().get(term) instanceof Term.Input input
        ? "inputs[%d]".formatted(input.position())
        : "live[%d]".formatted(handedOn.get(term));
  }

  private void helpers() {
    for (JavaHelper helper : JavaHelper.values()) {
      boolean used =
          code.terms().stream()
              .anyMatch(term -> term instanceof Term.Call call && helper.serves(call.operation()));
      if (used) {
        line("");
        helper.source().lines().forEach(each -> line(each.isEmpty() ? "" : "  " + each));
      }
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
