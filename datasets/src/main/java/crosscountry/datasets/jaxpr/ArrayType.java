package crosscountry.datasets.jaxpr;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The type of a traced value.
 *
 * @param dtype the element type as printed, for example {@code f32} or {@code bool}
 * @param shape sizes of the dimensions; empty for a scalar
 * @param weak whether the type came from a bare Python number and gives way to any other
 */
public record ArrayType(String dtype, List<Integer> shape, boolean weak) {

  /** Copies the shape, so that a type never changes. */
  public ArrayType {
    shape = List.copyOf(shape);
  }

  /** Tells whether the elements are numbers. */
  public boolean isNumeric() {
    return dtype.chars().allMatch(ArrayType::isNamePart);
  }

  /** Returns what the elements are; empty if they are no numbers, or of a type that isn't known. */
  Optional<ElementKind> kind() {
    return ElementKind.of(dtype);
  }

  /** Returns the type in the style of JAX, for example {@code f32[3,4]}. */
  @Override
  public String toString() {
    String dimensions = shape.stream().map(String::valueOf).collect(Collectors.joining(","));
    return dtype + "[" + dimensions + "]" + (weak ? "{weak_type=True}" : "");
  }

  // A reference or a token is printed with brackets in its element type: no number.
  private static boolean isNamePart(int character) {
    return Character.isLetterOrDigit(character) || character == '_';
  }
}
