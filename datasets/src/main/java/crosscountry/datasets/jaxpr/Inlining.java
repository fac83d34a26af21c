package crosscountry.datasets.jaxpr;

import crosscountry.environment.graph.ComputationalGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts the equations of what a function calls in the place of its calls, and of what that calls, to
 * the end. What remains nested is control flow, and whatever isn't known to be a mere call.
 *
 * <p>A variable of a nested jaxpr keeps its name unless the flat one has that name already; then it
 * gets the number of the call behind it. Of a result that is one of the arguments or a literal,
 * nothing remains: its readers read that.
 */
public final class Inlining {

  private static final Set<String> CALLS =
      Set.of(
          "pjit",
          "jit",
          "closed_call",
          "core_call",
          "core_closed_call",
          "xla_call",
          "named_call",
          "remat",
          "remat2",
          "remat_call",
          "checkpoint",
          "custom_jvp_call",
          "custom_jvp_call_jaxpr",
          "custom_vjp_call",
          "custom_vjp_call_jaxpr");

  /** Under which the versions of JAX print what is called; the derivative rules aren't. */
  private static final List<String> CALLED = List.of("call_jaxpr", "fun_jaxpr", "jaxpr");

  /** Beyond it, shared jaxprs call each other in a circle, or the stack of a thread could end. */
  private static final int DEEPEST_CALLS = 200;

  /** Shared jaxprs that call each other twice grow exponentially; no graph may be so large. */
  private static final int MOST_EQUATIONS = ComputationalGraph.MOST_VERTICES;

  private final String source;
  private final Map<String, Jaxpr> definitions;
  private final Set<String> names = new HashSet<>();
  private final List<JaxprAtom.Variable> constants = new ArrayList<>();
  private final List<JaxprEquation> equations = new ArrayList<>();
  private final List<EquationOrigin> origins = new ArrayList<>();
  private int visited;

  private Inlining(String source, JaxprListing listing) {
    this.source = source;
    this.definitions =
        listing.definitions().stream()
            .collect(
                Collectors.toMap(
                    JaxprListing.Definition::name, JaxprListing.Definition::jaxpr, (a, b) -> a));
  }

  /** What the variables of one jaxpr stand for in the flat one, and the call that led to it. */
  private record Frame(List<Integer> call, Map<String, JaxprAtom> atoms) {

    void bind(JaxprAtom.Variable variable, JaxprAtom atom) {
      if (!variable.isDropped()) {
        atoms.put(variable.name(), atom);
      }
    }

    List<JaxprAtom> resolve(List<JaxprAtom> read) {
      return read.stream().map(this::resolve).toList();
    }

    private JaxprAtom resolve(JaxprAtom read) {
      return read instanceof JaxprAtom.Variable variable ? atoms.get(variable.name()) : read;
    }

    List<Integer> path(int number) {
      return Stream.concat(call.stream(), Stream.of(number)).toList();
    }
  }

  /**
   * Returns the flat form of the main jaxpr of a text. Constants that nested jaxprs close over
   * become constants of it.
   *
   * @param source what errors call the text, usually its path
   * @param listing the text
   * @throws InconsistentJaxprException if a call doesn't fit what it calls
   * @throws UnsupportedFunctionException if calls are nested too deep, or too many
   */
  public static InlinedJaxpr inline(String source, JaxprListing listing) {
    return new Inlining(source, listing).flat(listing.main());
  }

  private InlinedJaxpr flat(Jaxpr main) {
    Frame frame = new Frame(List.of(), new HashMap<>());
    // Reserved ahead, so that no nested variable takes a name that the main jaxpr needs later.
    for (JaxprEquation equation : main.equations()) {
      equation.results().forEach(result -> names.add(result.name()));
    }
    Stream.concat(main.constants().stream(), main.inputs().stream())
        .forEach(
            variable -> {
              names.add(variable.name());
              frame.bind(variable, variable);
            });
    constants.addAll(main.constants());
    append(main, frame);
    Jaxpr flat =
        new Jaxpr(main.line(), constants, main.inputs(), equations, frame.resolve(main.outputs()));
    return new InlinedJaxpr(flat, origins);
  }

  private void append(Jaxpr jaxpr, Frame frame) {
    for (int number = 1; number <= jaxpr.equations().size(); number++) {
      JaxprEquation equation = jaxpr.equations().get(number - 1);
      if (++visited > MOST_EQUATIONS) {
        throw new UnsupportedFunctionException(
            source,
            equation.line(),
            "with what it calls, the function has more than %d equations"
                .formatted(MOST_EQUATIONS));
      }
      if (CALLS.contains(equation.primitive())) {
        appendCalled(equation, frame, frame.path(number));
      } else {
        appendItself(equation, frame, frame.path(number));
      }
    }
  }

  private void appendItself(JaxprEquation equation, Frame frame, List<Integer> path) {
    List<JaxprAtom> operands = frame.resolve(equation.operands());
    List<JaxprAtom.Variable> results = new ArrayList<>();
    for (JaxprAtom.Variable result : equation.results()) {
      JaxprAtom.Variable flat = frame.call().isEmpty() ? result : renamed(result, frame);
      frame.bind(result, flat);
      results.add(flat);
    }
    equations.add(
        new JaxprEquation(
            equation.line(), results, equation.primitive(), equation.parameters(), operands));
    origins.add(new EquationOrigin(path));
  }

  private void appendCalled(JaxprEquation call, Frame caller, List<Integer> path) {
    if (path.size() > DEEPEST_CALLS) {
      throw new UnsupportedFunctionException(
          source, call.line(), "calls are nested more than %d deep here".formatted(DEEPEST_CALLS));
    }
    Jaxpr called = called(call);
    Frame frame = new Frame(path, new HashMap<>());
    for (JaxprAtom.Variable constant : called.constants()) {
      JaxprAtom.Variable flat = renamed(constant, frame);
      constants.add(flat);
      frame.bind(constant, flat);
    }
    List<JaxprAtom> arguments = caller.resolve(call.operands());
    requireFit(call, arguments, called.inputs(), "arguments");
    for (int position = 0; position < arguments.size(); position++) {
      frame.bind(called.inputs().get(position), arguments.get(position));
    }
    append(called, frame);
    List<JaxprAtom> outputs = frame.resolve(called.outputs());
    requireFit(call, call.results(), outputs, "results");
    for (int position = 0; position < outputs.size(); position++) {
      caller.bind(call.results().get(position), outputs.get(position));
    }
  }

  private Jaxpr called(JaxprEquation call) {
    for (String key : CALLED) {
      for (JaxprParameter parameter : call.parameters()) {
        if (parameter.name().equals(key)) {
          return called(call, parameter);
        }
      }
    }
    throw inconsistent(call, "'%s' doesn't tell what it calls".formatted(call.primitive()));
  }

  private Jaxpr called(JaxprEquation call, JaxprParameter parameter) {
    if (parameter instanceof JaxprParameter.Nested nested) {
      return nested.jaxpr();
    }
    if (parameter instanceof JaxprParameter.Shared shared) {
      return definitions.get(shared.definition());
    }
    throw inconsistent(
        call,
        "the parameter %s of '%s' isn't a jaxpr".formatted(parameter.name(), call.primitive()));
  }

  private void requireFit(
      JaxprEquation call,
      List<? extends JaxprAtom> outside,
      List<? extends JaxprAtom> inside,
      String what) {
    if (outside.size() != inside.size()) {
      throw inconsistent(
          call,
          "'%s' has %d %s, but what it calls has %d"
              .formatted(call.primitive(), outside.size(), what, inside.size()));
    }
    for (int position = 0; position < outside.size(); position++) {
      Optional<ArrayType> outer = outside.get(position).type();
      Optional<ArrayType> inner = inside.get(position).type();
      boolean fit = outer.isEmpty() || inner.isEmpty() || isAlike(outer.get(), inner.get());
      if (!fit) {
        throw inconsistent(
            call,
            "of the %s of '%s', number %d is of type %s, but of type %s in what it calls"
                .formatted(what, call.primitive(), position + 1, outer.get(), inner.get()));
      }
    }
  }

  private static boolean isAlike(ArrayType outer, ArrayType inner) {
    return outer.shape().equals(inner.shape()) && outer.kind().equals(inner.kind());
  }

  private JaxprAtom.Variable renamed(JaxprAtom.Variable variable, Frame frame) {
    if (variable.isDropped()) {
      return variable;
    }
    String name = variable.name();
    if (!names.add(name)) {
      name += "_" + frame.call().stream().map(String::valueOf).collect(Collectors.joining("_"));
      while (!names.add(name)) {
        name += "_";
      }
    }
    return new JaxprAtom.Variable(name, variable.type());
  }

  private InconsistentJaxprException inconsistent(JaxprEquation equation, String problem) {
    return new InconsistentJaxprException(source, equation.line(), problem);
  }
}
