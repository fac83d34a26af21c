package crosscountry.datasets.jaxpr;

import java.util.ArrayList;
import java.util.List;

/** Reads the variables and literals of one jaxpr, and binds and looks up its variables. */
final class VariableParser {

  private final JaxprScanner scanner;
  private final TypeParser types;
  private final Scope scope;

  VariableParser(JaxprScanner scanner) {
    this.scanner = scanner;
    this.types = new TypeParser(scanner);
    this.scope = new Scope(scanner);
  }

  /** A variable and the position where it is to be bound. */
  record Binder(JaxprAtom.Variable variable, int position) {}

  /** Takes and binds the variables that follow, over any number of lines. */
  List<JaxprAtom.Variable> arguments() {
    List<Binder> arguments = new ArrayList<>();
    scanner.skipSeparators();
    while (scanner.atName()) {
      arguments.add(binder());
      scanner.skipSeparators();
    }
    return bind(arguments);
  }

  /**
   * Takes the results of an equation. A style prints types everywhere or nowhere, and one without
   * types never breaks the list; what doesn't fit can't be a result, so a sign is missing before
   * it.
   */
  List<Binder> results() {
    List<Binder> results = new ArrayList<>();
    boolean typed = false;
    boolean more = true;
    while (more && scanner.atName()) {
      Binder result = binder();
      boolean hasType = result.variable().type().isPresent();
      boolean dropped = result.variable().isDropped();
      if (typed && !hasType && !dropped) {
        scanner.moveTo(result.position());
        return results;
      }
      results.add(result);
      typed = typed || hasType;
      boolean newLine = scanner.skipSeparators();
      more = !newLine || hasType || dropped;
    }
    return results;
  }

  private Binder binder() {
    int position = scanner.position();
    String name = scanner.name("a variable");
    return new Binder(new JaxprAtom.Variable(name, types.optionalType()), position);
  }

  List<JaxprAtom.Variable> bind(List<Binder> binders) {
    binders.forEach(binder -> scope.bind(binder.variable(), binder.position()));
    return binders.stream().map(Binder::variable).toList();
  }

  /** Takes a variable that is bound, or a literal. */
  JaxprAtom atom() {
    int start = scanner.position();
    if (scanner.at('(') || scanner.at('[')) {
      return new JaxprAtom.Literal(OpaqueText.group(scanner), types.optionalType());
    }
    if (scanner.atName()) {
      String name = scanner.name("an operand");
      if (scope.holds(name) || !NumberText.WORDS.contains(name)) {
        return scope.read(name, start);
      }
    } else if (!scanner.acceptNumber()) {
      throw scanner.expected("a variable or a number");
    }
    String text = scanner.text().substring(start, scanner.position());
    return new JaxprAtom.Literal(text, types.optionalType());
  }

  void skipType() {
    types.optionalType();
  }
}
