package crosscountry.environment.structure;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The numbers that AlphaGrad gives to the structures of Jacobians between matrices (arXiv
 * 2406.05027, appendix; its state holds one of these numbers for every edge). Axes are named o1, o2
 * for the head and p1, p2 for the tail.
 */
public enum PublishedType {
  /** Dense. */
  DENSE(1, Content.VALUES, "", "o1 o2 p1 p2"),
  /** o1 tied to p1, with values along it. */
  ROW_DIAGONAL(2, Content.VALUES, "o1p1", "o1 o2 p2"),
  /** o2 tied to p2, with values along it. */
  COLUMN_DIAGONAL(3, Content.VALUES, "o2p2", "o1 o2 p1"),
  /** o1 tied to p2, with values along it. */
  ROW_TO_COLUMN_DIAGONAL(4, Content.VALUES, "o1p2", "o1 o2 p1"),
  /** o2 tied to p1, with values along it. */
  COLUMN_TO_ROW_DIAGONAL(5, Content.VALUES, "o2p1", "o1 o2 p2"),
  /** Elementwise: both axes tied, with values along both. */
  ELEMENTWISE(6, Content.VALUES, "o1p1 o2p2", "o1 o2"),
  /** Elementwise on the transpose. */
  TRANSPOSED_ELEMENTWISE(7, Content.VALUES, "o1p2 o2p1", "o1 o2"),
  /** Both axes tied, with values along the columns. */
  ELEMENTWISE_ALONG_COLUMNS(8, Content.VALUES, "o1p1 o2p2", "o2"),
  /** Both axes tied to the other of the tail, with values along o2. */
  TRANSPOSED_ALONG_COLUMNS(9, Content.VALUES, "o1p2 o2p1", "o2"),
  /** A multiple of the identity. */
  MULTIPLE(10, Content.VALUES, "o1p1 o2p2", ""),
  /** Reshaping, slicing and the like. */
  RESHAPING(11, Content.MOVEMENT, "", "o1 o2 p1 p2"),
  /** A change of the element type. */
  CONVERSION(-1, Content.COPY, "o1p1 o2p2", ""),
  /** o1 tied to p1, the same along it. */
  ROW_DELTA(-2, Content.VALUES, "o1p1", "o2 p2"),
  /** o2 tied to p2, the same along it. */
  COLUMN_DELTA(-3, Content.VALUES, "o2p2", "o1 p1"),
  /** o1 tied to p2, the same along it. */
  ROW_TO_COLUMN_DELTA(-4, Content.VALUES, "o1p2", "o2 p1"),
  /** o2 tied to p1, the same along it. */
  COLUMN_TO_ROW_DELTA(-5, Content.VALUES, "o2p1", "o1 p2"),
  /** The identity. */
  IDENTITY(-6, Content.UNIT, "o1p1 o2p2", ""),
  /** The transposition. */
  TRANSPOSITION(-7, Content.UNIT, "o1p2 o2p1", ""),
  /** Both axes tied, with values along the rows. */
  ELEMENTWISE_ALONG_ROWS(-8, Content.VALUES, "o1p1 o2p2", "o1"),
  /** Both axes tied to the other of the tail, with values along o1. */
  TRANSPOSED_ALONG_ROWS(-9, Content.VALUES, "o1p2 o2p1", "o1"),
  /** A multiple of the transposition. */
  TRANSPOSED_MULTIPLE(-10, Content.VALUES, "o1p2 o2p1", "");

  private static final Shape MATRIX = Shape.of(2, 2);

  private static final Map<Integer, PublishedType> BY_NUMBER =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(PublishedType::number, Function.identity()));

  private static final Map<JacobianStructure, PublishedType> BY_STRUCTURE =
      Arrays.stream(values())
          .collect(
              Collectors.toUnmodifiableMap(
                  type -> type.between(MATRIX, MATRIX), Function.identity()));

  private final int number;
  private final Content content;
  private final String ties;
  private final String varying;

  PublishedType(int number, Content content, String ties, String varying) {
    this.number = number;
    this.content = content;
    this.ties = ties;
    this.varying = varying;
  }

  /** Returns the published number, -10 to 11 without 0. */
  public int number() {
    return number;
  }

  /**
   * Returns the type with a number.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static PublishedType of(int number) {
    PublishedType type = BY_NUMBER.get(number);
    if (type == null) {
      throw new IllegalArgumentException("no published type has the number " + number);
    }
    return type;
  }

  /**
   * Returns the type of a structure between two matrices.
   *
   * @throws IllegalArgumentException if it has none
   */
  public static PublishedType of(JacobianStructure structure) {
    PublishedType type = BY_STRUCTURE.get(structure.between(MATRIX, MATRIX));
    if (type == null) {
      throw new IllegalArgumentException("no published type is " + structure);
    }
    return type;
  }

  /** Tells whether a structure is between two matrices and has a type. */
  public static boolean has(JacobianStructure structure) {
    return structure.head().rank() == 2
        && structure.tail().rank() == 2
        && BY_STRUCTURE.containsKey(structure.between(MATRIX, MATRIX));
  }

  /**
   * Returns the structure of this type.
   *
   * @param head a shape of two axes
   * @param tail a shape of two axes
   */
  public JacobianStructure between(Shape head, Shape tail) {
    JacobianStructure.Builder builder = new JacobianStructure.Builder(head, tail, content);
    for (String tie : ties.split(" ", -1)) {
      if (!tie.isEmpty()) {
        builder.tie(tie.charAt(1) - '1', tie.charAt(3) - '1');
      }
    }
    for (String axis : varying.split(" ", -1)) {
      if (axis.startsWith("o")) {
        builder.vary(axis.charAt(1) - '1');
      } else if (axis.startsWith("p")) {
        builder.varyTail(axis.charAt(1) - '1');
      }
    }
    return builder.build();
  }
}
