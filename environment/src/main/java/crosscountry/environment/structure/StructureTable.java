package crosscountry.environment.structure;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The structures that occur in one graph, each as a small number, with tables of their products,
 * sums and costs.
 *
 * <p>Cells are filled when first asked for, so that from then on a product is a look-up that
 * allocates nothing. Safe for any number of threads; which number a structure has may depend on who
 * asked first, and means nothing.
 */
public final class StructureTable implements Serializable {

  /** Stands for no edge; no structure has this number. */
  public static final int NONE = 0;

  /**
   * Most structures of a graph: a number fits into 16 bits, and the tables into 200 MB. The graphs
   * of AlphaGrad's tasks have up to about 150.
   */
  public static final int MOST_STRUCTURES = 4095;

  private static final int FIRST_SIZE = 64;

  /** Multiplications of a product or an elimination that takes so many or more. */
  public static final int MANY = Integer.MAX_VALUE;

  private static final int UNKNOWN = -1;
  private static final long serialVersionUID = 1L;

  private final StructureRules rules;
  private final List<JacobianStructure> structures = new ArrayList<>();
  private final transient Map<JacobianStructure, Integer> numbers = new HashMap<>();
  private transient volatile Cells cells = new Cells(FIRST_SIZE);

  /** Three square tables of one size; replaced by larger ones when there are more structures. */
  private static final class Cells {

    final int size;
    final int[] products;
    final int[] sums;
    final int[] multiplications;

    Cells(int size) {
      this.size = size;
      this.products = unknown(size);
      this.sums = unknown(size);
      this.multiplications = unknown(size);
    }

    private static int[] unknown(int size) {
      int[] table = new int[Math.multiplyExact(size, size)];
      Arrays.fill(table, UNKNOWN);
      return table;
    }
  }

  /** Creates a table in which there are no structures yet. */
  public StructureTable(StructureRules rules) {
    this.rules = rules;
  }

  /** Returns the rules that the cells are filled by. */
  public StructureRules rules() {
    return rules;
  }

  /**
   * Returns the number of a structure, from 1 on.
   *
   * @throws UnmanageableStructureException if there are more than {@link #MOST_STRUCTURES}
   */
  public synchronized int number(JacobianStructure structure) {
    Integer known = numbers.get(structure);
    if (known != null) {
      return known;
    }
    if (structures.size() == MOST_STRUCTURES) {
      throw UnmanageableStructureException.tooMany(MOST_STRUCTURES);
    }
    structures.add(structure);
    int number = structures.size();
    numbers.put(structure, number);
    if (number >= cells.size) {
      grow();
    }
    return number;
  }

  private void grow() {
    Cells old = cells;
    Cells larger = new Cells(2 * old.size);
    for (int row = 0; row < old.size; row++) {
      System.arraycopy(old.products, row * old.size, larger.products, row * larger.size, old.size);
      System.arraycopy(old.sums, row * old.size, larger.sums, row * larger.size, old.size);
      System.arraycopy(
          old.multiplications, row * old.size, larger.multiplications, row * larger.size, old.size);
    }
    cells = larger;
  }

  /** Returns the structure with a number. */
  public synchronized JacobianStructure structure(int number) {
    return structures.get(number - 1);
  }

  /** Returns the number of the structure of a product; see {@link StructureRules#product}. */
  public int product(int in, int out) {
    Cells now = cells;
    int product = now.products[in * now.size + out];
    return product == UNKNOWN ? learnProduct(in, out) : product;
  }

  /** Returns the number of the structure of a sum; see {@link StructureRules#sum}. */
  public int sum(int existing, int added) {
    Cells now = cells;
    int sum = now.sums[existing * now.size + added];
    return sum == UNKNOWN ? learnSum(existing, added) : sum;
  }

  /**
   * Returns the multiplications that a product takes, {@link #MANY} if that or more; see {@link
   * StructureRules#multiplications}.
   */
  public int multiplications(int in, int out) {
    Cells now = cells;
    int multiplications = now.multiplications[in * now.size + out];
    return multiplications == UNKNOWN ? learnMultiplications(in, out) : multiplications;
  }

  /** Crosses the wire in place of the table: the cells are soon filled again. */
  private record Snapshot(StructureRules rules, List<JacobianStructure> structures)
      implements Serializable {

    private Object readResolve() {
      StructureTable table = new StructureTable(rules);
      structures.forEach(table::number);
      return table;
    }
  }

  private synchronized Object writeReplace() {
    return new Snapshot(rules, List.copyOf(structures));
  }

  /**
   * Adds to a count what a product takes, however much it is.
   *
   * @throws UnmanageableStructureException if the sum is 2^63 or more
   */
  public long addExactly(long count, int in, int out) {
    try {
      return Math.addExact(count, rules.multiplications(structure(in), structure(out)));
    } catch (ArithmeticException overflow) {
      throw UnmanageableStructureException.tooCostly(structure(in), structure(out), overflow);
    }
  }

  private synchronized int learnProduct(int in, int out) {
    int product = number(rules.product(structure(in), structure(out)));
    cells.products[in * cells.size + out] = product;
    return product;
  }

  private synchronized int learnSum(int existing, int added) {
    int sum = number(rules.sum(structure(existing), structure(added)));
    cells.sums[existing * cells.size + added] = sum;
    return sum;
  }

  private synchronized int learnMultiplications(int in, int out) {
    int multiplications = (int) Math.min(MANY, addExactly(0, in, out));
    cells.multiplications[in * cells.size + out] = multiplications;
    return multiplications;
  }
}
