package crosscountry.datasets.jaxpr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the types of variables and literals. */
final class TypeParser {

  private final JaxprScanner scanner;

  TypeParser(JaxprScanner scanner) {
    this.scanner = scanner;
  }

  /** Takes a colon and a type, if they follow directly. */
  Optional<ArrayType> optionalType() {
    return scanner.accept(':') ? Optional.of(type()) : Optional.empty();
  }

  private ArrayType type() {
    boolean weak = scanner.accept('~');
    String elementType = scanner.name("a type") + marks();
    List<Integer> shape = scanner.at('[') ? shape() : List.of();
    boolean starred = scanner.accept('*') || scanner.accept('~');
    weak = weak || starred || marks().contains("weak_type=True");
    return new ArrayType(elementType, shape, weak);
  }

  /** Takes what may follow directly in braces or angle brackets. */
  private String marks() {
    StringBuilder marks = new StringBuilder();
    while (scanner.at('{') || scanner.at('<')) {
      marks.append(OpaqueText.group(scanner));
    }
    return marks.toString();
  }

  private List<Integer> shape() {
    List<Integer> shape = new ArrayList<>();
    scanner.expect('[', "before the shape");
    scanner.skipBlanks();
    while (!scanner.at(']')) {
      shape.add(dimension());
      scanner.skipBlanks();
      if (!scanner.at(']')) {
        scanner.expect(',', "or ']' in the shape");
        scanner.skipBlanks();
      }
    }
    scanner.expect(']', "after the shape");
    return shape;
  }

  private int dimension() {
    int start = scanner.position();
    int size;
    try {
      size = Integer.parseInt(scanner.digits());
    } catch (NumberFormatException tooLarge) {
      throw scanner.error(start, "no dimension is that large");
    }
    if (scanner.accept('@')) {
      skipMeshAxes();
    }
    return size;
  }

  // How a dimension is spread over devices changes neither its size nor the function.
  private void skipMeshAxes() {
    if (scanner.at('(')) {
      OpaqueText.group(scanner);
    } else {
      scanner.name("a mesh axis");
    }
  }
}
