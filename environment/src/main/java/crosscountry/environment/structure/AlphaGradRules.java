package crosscountry.environment.structure;

import java.util.HashMap;
import java.util.Map;

/**
 * The rules of AlphaGrad's tables: {@link PrincipleRules}, but for the cells in which its tables
 * deviate from what structures mean (jamielohoff/alphagrad, src/alphagrad/vertexgame; arXiv
 * 2406.05027). Only they give the published counts.
 *
 * <p>Some deviating products are too sparse, so that later ones seem cheaper than they can be;
 * others forget structure. Because of them sums and products aren't associative, and what is left
 * of a graph may depend on the order of elimination. Structures of tensors with more than two axes
 * have no cells, and no deviations.
 */
public enum AlphaGradRules implements StructureRules {
  /** The only instance. */
  ALPHAGRAD;

  /** A row and a column of a table: in-edge and out-edge, or existing and added edge. */
  private record Cell(PublishedType first, PublishedType second) {

    static Cell of(int first, int second) {
      return new Cell(PublishedType.of(first), PublishedType.of(second));
    }
  }

  private static final Map<Cell, PublishedType> PRODUCTS = products();
  private static final Map<Cell, String> FACTORS = factors();
  private static final Map<Cell, PublishedType> SUMS = sums();

  private static Map<Cell, PublishedType> products() {
    Map<Cell, PublishedType> products = new HashMap<>();
    int[][] forgottenFactors = {{10, -6, -6}, {10, -7, -7}, {-10, -6, -7}, {-10, -7, -6}};
    int[][] tooSparse = {
      {2, -4, 4},
      {8, -4, -4},
      {8, 9, 9},
      {-9, 8, -9},
      {-8, -9, -9},
      {9, -8, 9},
      {9, -9, -9},
      {9, 2, 5},
      {-9, 2, 5},
      {9, 3, 4},
      {-9, 3, 4},
      {9, 4, 3},
      {-9, 4, 3},
      {9, 5, 2},
      {-9, 5, 2}
    };
    int[][] tooDense = {{3, -4, 1}, {-9, -8, 7}, {8, -9, 7}, {-9, 9, 6}, {-8, 9, 7}, {9, 8, 7}};
    for (int[][] group : new int[][][] {forgottenFactors, tooSparse, tooDense}) {
      for (int[] cell : group) {
        products.put(Cell.of(cell[0], cell[1]), PublishedType.of(cell[2]));
      }
    }
    return Map.copyOf(products);
  }

  private static Map<Cell, String> factors() {
    Map<Cell, String> factors = new HashMap<>();
    factors.put(Cell.of(-10, -10), "free");
    factors.put(Cell.of(10, -10), "free");
    factors.put(Cell.of(-10, 10), "free");
    factors.put(Cell.of(-10, -9), "o1 o2");
    factors.put(Cell.of(-10, -8), "o1 o2");
    factors.put(Cell.of(10, -9), "o1 o2");
    factors.put(Cell.of(10, -8), "o1 o2");
    factors.put(Cell.of(-4, -9), "o1");
    factors.put(Cell.of(-4, 9), "o1 o2");
    factors.put(Cell.of(4, -9), "o1 o2");
    factors.put(Cell.of(4, 9), "o1 o2");
    factors.put(Cell.of(-3, -10), "o2 p1 p2");
    factors.put(Cell.of(-3, 7), "o1 o2 p1 p2");
    factors.put(Cell.of(3, 7), "o1 o2 p1 p2");
    factors.put(Cell.of(2, -5), "o1 o2 m2 p1 p2");
    factors.put(Cell.of(8, -5), "o1 o2 p2");
    factors.put(Cell.of(9, -5), "o1 o2 p1");
    return Map.copyOf(factors);
  }

  private static Map<Cell, PublishedType> sums() {
    Map<Cell, PublishedType> sums = new HashMap<>();
    int[][] identities = {{-6, -6, -6}, {-7, -7, -7}};
    int[][] asymmetric = {{-6, 10, 6}, {8, 10, 1}, {10, 8, 6}};
    int[][] varyingMultiples = {
      {-8, 10, 6}, {10, -8, 6}, {-3, 10, 3}, {10, -3, 3}, {-2, 10, 2}, {10, -2, 2},
      {-9, -10, 7}, {-10, -9, 7}, {-10, -7, 7}, {-7, -10, 7}, {-5, -10, 5}, {-10, -5, 5},
      {-4, -10, 4}, {-10, -4, 4}, {9, -10, 7}, {-10, 9, 7}
    };
    for (int[][] group : new int[][][] {identities, asymmetric, varyingMultiples}) {
      for (int[] cell : group) {
        sums.put(Cell.of(cell[0], cell[1]), PublishedType.of(cell[2]));
      }
    }
    return Map.copyOf(sums);
  }

  @Override
  public JacobianStructure product(JacobianStructure in, JacobianStructure out) {
    PublishedType deviation = deviation(PRODUCTS, in, out);
    return deviation == null
        ? PrincipleRules.PRINCIPLE.product(in, out)
        : deviation.between(out.head(), in.tail());
  }

  @Override
  public JacobianStructure sum(JacobianStructure existing, JacobianStructure added) {
    if (existing.head().rank() != added.head().rank()) {
      // Dropped results of any shapes share one vertex.
      return JacobianStructure.dense(added.head(), added.tail());
    }
    PublishedType deviation = deviation(SUMS, existing, added);
    return deviation == null
        ? PrincipleRules.PRINCIPLE.sum(existing, added)
        : deviation.between(added.head(), added.tail());
  }

  @Override
  public long multiplications(JacobianStructure in, JacobianStructure out) {
    String factors = deviation(FACTORS, in, out);
    if (factors == null) {
      return PrincipleRules.PRINCIPLE.multiplications(in, out);
    }
    if (factors.equals("free")) {
      return 0;
    }
    long count = 1;
    for (String axis : factors.split(" ", -1)) {
      count = Math.multiplyExact(count, size(axis, in, out));
    }
    return count;
  }

  private static <T> T deviation(
      Map<Cell, T> cells, JacobianStructure first, JacobianStructure second) {
    return PublishedType.has(first) && PublishedType.has(second)
        ? cells.get(new Cell(PublishedType.of(first), PublishedType.of(second)))
        : null;
  }

  /** Returns the size of an axis, named as in {@link PublishedType}; m1, m2 are the vertex's. */
  private static int size(String axis, JacobianStructure in, JacobianStructure out) {
    int index = axis.charAt(1) - '1';
    return switch (axis.charAt(0)) {
      case 'o' -> out.head().size(index);
      case 'p' -> in.tail().size(index);
      default -> out.tail().size(index);
    };
  }

  @Override
  public boolean setDetermined() {
    return false;
  }
}
