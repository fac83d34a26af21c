package crosscountry.environment.accumulation;

import crosscountry.environment.structure.JacobianStructure;
import crosscountry.environment.structure.PrincipleRules;
import java.util.ArrayList;
import java.util.List;

/**
 * A Jacobian that stores what its structure leaves open: one value for each combination of indices
 * along the axes where values vary. Immutable.
 *
 * <p>Products and sums work on the stored values alone and follow {@link PrincipleRules#EXACT}, so
 * that the multiplications which they really do are those that the rules claim.
 */
final class StructuredJacobian {

  private final JacobianStructure structure;

  /** How far apart stored values are along each axis; 0 where they do not vary. */
  private final int[] headStrides;

  private final int[] tailStrides;
  private final double[] values;

  /**
   * Axes whose indices are tied to each other, each -1 if there is none.
   *
   * @param head axis of the head of a product
   * @param middle axis of the vertex between the factors
   * @param tail axis of the tail of a product
   */
  private record TiedAxes(int head, int middle, int tail) {}

  /**
   * What a product gave.
   *
   * @param jacobian the product
   * @param multiplications how many multiplications it took
   */
  record Product(StructuredJacobian jacobian, long multiplications) {}

  /** Creates a Jacobian of zeros. */
  private StructuredJacobian(JacobianStructure structure) {
    this.structure = structure;
    this.headStrides = new int[structure.head().rank()];
    this.tailStrides = new int[structure.tail().rank()];
    int size = 1;
    for (int axis = 0; axis < headStrides.length; axis++) {
      if (structure.headVaries(axis)) {
        headStrides[axis] = size;
        size = Math.multiplyExact(size, structure.head().size(axis));
      }
    }
    for (int axis = 0; axis < tailStrides.length; axis++) {
      if (structure.isTailTied(axis)) {
        tailStrides[axis] = headStrides[structure.headAxisOf(axis)];
      } else if (structure.tailVaries(axis)) {
        tailStrides[axis] = size;
        size = Math.multiplyExact(size, structure.tail().size(axis));
      }
    }
    this.values = new double[size];
  }

  /**
   * Returns a Jacobian in the form of its structure.
   *
   * @param dense the same with every entry
   * @throws StructureMismatchException if the structure cannot express an entry, or if it says that
   *     multiplying by the Jacobian is free and it is not
   */
  static StructuredJacobian of(JacobianStructure structure, DenseJacobian dense) {
    StructuredJacobian jacobian = new StructuredJacobian(structure);
    RowMajor rows = new RowMajor(structure.head());
    RowMajor columns = new RowMajor(structure.tail());
    jacobian.fill((head, tail) -> dense.at(rows.elementAt(head), columns.elementAt(tail)));
    for (int row = 0; row < dense.rows(); row++) {
      int[] head = rows.coordinates(row);
      for (int column = 0; column < dense.columns(); column++) {
        if (jacobian.at(head, columns.coordinates(column)) != dense.at(row, column)) {
          throw new StructureMismatchException(
              "entry (%d, %d) is %s, which the structure %s does not allow"
                  .formatted(row, column, dense.at(row, column), structure));
        }
      }
    }
    return jacobian.requireEase();
  }

  /** An entry by the coordinates of its row and its column. */
  private interface Entry {
    double at(int[] head, int[] tail);
  }

  /** Fills in each stored value from the first entry that has it. */
  private void fill(Entry entry) {
    if (structure.head().elements() == 0 || structure.tail().elements() == 0) {
      return;
    }
    int[] head = new int[headStrides.length];
    int[] tail = new int[tailStrides.length];
    for (int value = 0; value < values.length; value++) {
      for (int axis = 0; axis < head.length; axis++) {
        head[axis] = place(value, headStrides[axis], structure.head().size(axis));
      }
      for (int axis = 0; axis < tail.length; axis++) {
        tail[axis] = place(value, tailStrides[axis], structure.tail().size(axis));
      }
      values[value] = entry.at(head, tail);
    }
  }

  private static int place(int value, int stride, int size) {
    return stride == 0 ? 0 : value / stride % size;
  }

  /** Checks that multiplying by what is said to be free to multiply by is. */
  private StructuredJacobian requireEase() {
    for (double value : values) {
      if (!structure.hasValues() && value != 0 && Math.abs(value) != 1) {
        throw new StructureMismatchException(
            "%s is no free factor, which the structure %s promises".formatted(value, structure));
      }
    }
    return this;
  }

  /** Returns the structure. */
  JacobianStructure structure() {
    return structure;
  }

  /** Returns an entry by the coordinates of its row and its column. */
  double at(int[] head, int[] tail) {
    int value = 0;
    for (int axis = 0; axis < head.length; axis++) {
      if (structure.isHeadTied(axis) && tail[structure.tailAxisOf(axis)] != head[axis]) {
        return 0;
      }
      value += head[axis] * headStrides[axis];
    }
    for (int axis = 0; axis < tail.length; axis++) {
      value += structure.isTailTied(axis) ? 0 : tail[axis] * tailStrides[axis];
    }
    return values[value];
  }

  /** Returns the same with every entry. */
  DenseJacobian dense() {
    RowMajor rows = new RowMajor(structure.head());
    RowMajor columns = new RowMajor(structure.tail());
    DenseJacobian dense = new DenseJacobian(rows.elements(), columns.elements());
    for (int row = 0; row < rows.elements(); row++) {
      int[] head = rows.coordinates(row);
      for (int column = 0; column < columns.elements(); column++) {
        dense.add(row, column, at(head, columns.coordinates(column)));
      }
    }
    return dense;
  }

  /**
   * Returns the sum with a parallel edge that was there before.
   *
   * @throws StructureMismatchException if multiplying by the sum is not as free as the rules say
   */
  StructuredJacobian addedTo(StructuredJacobian existing) {
    StructuredJacobian sum =
        new StructuredJacobian(PrincipleRules.EXACT.sum(existing.structure, structure));
    sum.fill((head, tail) -> existing.at(head, tail) + at(head, tail));
    return sum.requireEase();
  }

  /**
   * Returns the product with an edge into the vertex in which this one starts.
   *
   * @throws StructureMismatchException if multiplying by the product is not as free as the rules
   *     say
   */
  Product times(StructuredJacobian in) {
    StructuredJacobian product =
        new StructuredJacobian(PrincipleRules.EXACT.product(in.structure, structure));
    long multiplications = new Terms(in, product).addUp();
    return new Product(product.requireEase(), multiplications);
  }

  /** Returns the axes of the head, the middle and the tail by what ties unite. */
  private List<TiedAxes> unite(JacobianStructure in) {
    List<TiedAxes> united = new ArrayList<>();
    for (int head = 0; head < structure.head().rank(); head++) {
      int middle = structure.tailAxisOf(head);
      united.add(new TiedAxes(head, middle, middle < 0 ? -1 : in.tailAxisOf(middle)));
    }
    for (int middle = 0; middle < structure.tail().rank(); middle++) {
      if (!structure.isTailTied(middle)) {
        united.add(new TiedAxes(-1, middle, in.tailAxisOf(middle)));
      }
    }
    for (int tail = 0; tail < in.tail().rank(); tail++) {
      if (!in.isTailTied(tail)) {
        united.add(new TiedAxes(-1, -1, tail));
      }
    }
    return united;
  }

  /** The loops of one product: over all combinations of indices along which a factor varies. */
  private final class Terms {

    private final StructuredJacobian in;
    private final StructuredJacobian product;
    private final List<Loop> loops = new ArrayList<>();

    /** How often each term occurs: how many indices are summed over along which nothing varies. */
    private long repetitions = 1;

    private long multiplications;

    /**
     * One loop.
     *
     * @param size number of indices
     * @param ofOut distance between the stored values of the factor that leaves the vertex
     * @param ofIn distance between those of the factor that arrives
     * @param ofProduct distance between those of the product
     */
    private record Loop(int size, int ofOut, int ofIn, int ofProduct) {}

    Terms(StructuredJacobian in, StructuredJacobian product) {
      this.in = in;
      this.product = product;
      for (TiedAxes axes : unite(in.structure)) {
        Loop loop = loop(axes);
        if (loop.ofOut() != 0 || loop.ofIn() != 0) {
          loops.add(loop);
        } else if (axes.head() < 0 && axes.tail() < 0) {
          repetitions *= loop.size();
        }
      }
    }

    private Loop loop(TiedAxes axes) {
      int ofOut = 0;
      int ofIn = 0;
      int ofProduct = 0;
      int size = 1;
      if (axes.tail() >= 0) {
        size = in.structure.tail().size(axes.tail());
        ofIn = in.tailStrides[axes.tail()];
        ofProduct = product.tailStrides[axes.tail()];
      }
      if (axes.middle() >= 0) {
        size = structure.tail().size(axes.middle());
        ofIn = in.headStrides[axes.middle()];
        ofOut = tailStrides[axes.middle()];
      }
      if (axes.head() >= 0) {
        size = structure.head().size(axes.head());
        ofOut = headStrides[axes.head()];
        ofProduct = product.headStrides[axes.head()];
      }
      return new Loop(size, ofOut, ofIn, ofProduct);
    }

    /** Adds all terms to the product; returns how many multiplications that took. */
    long addUp() {
      if (repetitions > 0) {
        addUp(0, 0, 0, 0);
      }
      return multiplications;
    }

    private void addUp(int depth, int ofOut, int ofIn, int ofProduct) {
      if (depth == loops.size()) {
        // Equal terms are added, which is no multiplication of partials.
        product.values[ofProduct] += repetitions * term(values[ofOut], in.values[ofIn]);
        return;
      }
      Loop loop = loops.get(depth);
      for (int index = 0; index < loop.size(); index++) {
        addUp(
            depth + 1,
            ofOut + index * loop.ofOut(),
            ofIn + index * loop.ofIn(),
            ofProduct + index * loop.ofProduct());
      }
    }

    private double term(double leaving, double arriving) {
      if (!structure.hasValues()) {
        return taken(leaving, arriving);
      }
      if (!in.structure.hasValues()) {
        return taken(arriving, leaving);
      }
      multiplications++;
      return leaving * arriving;
    }

    /** Takes a value with a sign, or not at all. */
    private double taken(double factor, double value) {
      return factor == 0 ? 0 : factor > 0 ? value : -value;
    }
  }
}
