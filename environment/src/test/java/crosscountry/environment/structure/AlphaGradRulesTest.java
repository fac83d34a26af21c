package crosscountry.environment.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** AlphaGrad's tables, cell by cell, where they deviate from the principle. */
class AlphaGradRulesTest {

  private static final Shape SQUARE = Shape.of(3, 3);

  /** in-edge, out-edge: the table's type / the principle's. */
  private static final String PRODUCTS =
      """
      10,-6: -6/10
      10,-7: -7/-10
      -10,-6: -7/-10
      -10,-7: -6/10
      2,-4: 4/1
      8,-4: -4/4
      8,9: 9/7
      -9,8: -9/7
      -8,-9: -9/7
      9,-8: 9/7
      9,-9: -9/-8
      9,2: 5/4
      -9,2: 5/4
      9,3: 4/5
      -9,3: 4/5
      9,4: 3/2
      -9,4: 3/2
      9,5: 2/3
      -9,5: 2/3
      3,-4: 1/4
      -9,-8: 7/-9
      8,-9: 7/-9
      -9,9: 6/8
      -8,9: 7/9
      9,8: 7/9
      """;

  /** in-edge, out-edge: the table's factors / the principle's; 0 is free, 1 is one product. */
  private static final String COSTS =
      """
      -10,-10: 0/1
      10,-10: 0/1
      -10,10: 0/1
      -10,-9: o1 o2/o1
      -10,-8: o1 o2/o1
      10,-9: o1 o2/o1
      10,-8: o1 o2/o1
      -4,-9: o1/o1 p1
      -4,9: o1 o2/o1 o2 p1
      4,-9: o1 o2/o1 o2 p1
      4,9: o1 o2/o1 o2 p1
      -3,-10: o2 p1 p2/o2 p1
      -3,7: o1 o2 p1 p2/o1 o2 p1
      3,7: o1 o2 p1 p2/o1 o2 p1
      2,-5: o1 o2 m2 p1 p2/o1 o2 m2 p2
      8,-5: o1 o2 p2/o1 m2
      9,-5: o1 o2 p1/o1 m2
      """;

  /** existing edge, added edge: the table's type / the principle's. */
  private static final String SUMS =
      """
      -6,-6: -6/10
      -7,-7: -7/-10
      -6,10: 6/10
      8,10: 1/8
      10,8: 6/8
      -8,10: 6/-8
      10,-8: 6/-8
      -3,10: 3/-3
      10,-3: 3/-3
      -2,10: 2/-2
      10,-2: 2/-2
      -9,-10: 7/-9
      -10,-9: 7/-9
      -10,-7: 7/-10
      -7,-10: 7/-10
      -5,-10: 5/-5
      -10,-5: 5/-5
      -4,-10: 4/-4
      -10,-4: 4/-4
      9,-10: 7/9
      -10,9: 7/9
      """;

  /** The types whose cells AlphaGrad's tables hold without special cases. */
  private static List<PublishedType> types() {
    return Arrays.stream(PublishedType.values())
        .filter(type -> type != PublishedType.CONVERSION && type != PublishedType.RESHAPING)
        .toList();
  }

  private static Map<String, String> cells(String text) {
    return text.lines()
        .map(line -> line.split(": ", -1))
        .collect(Collectors.toMap(cell -> cell[0], cell -> cell[1]));
  }

  private static String cell(PublishedType first, PublishedType second) {
    return first.number() + "," + second.number();
  }

  private static String type(JacobianStructure structure) {
    return String.valueOf(PublishedType.of(structure).number());
  }

  @Test
  void productsDeviateInTheseCellsOnly() {
    Map<String, String> deviating = new TreeMap<>();
    for (PublishedType in : types()) {
      for (PublishedType out : types()) {
        JacobianStructure ofIn = in.between(SQUARE, SQUARE);
        JacobianStructure ofOut = out.between(SQUARE, SQUARE);
        String table = type(AlphaGradRules.ALPHAGRAD.product(ofIn, ofOut));
        String principle = type(PrincipleRules.PRINCIPLE.product(ofIn, ofOut));
        if (!table.equals(principle)) {
          deviating.put(cell(in, out), table + "/" + principle);
        }
      }
    }

    assertThat(types()).hasSize(19);
    assertThat(deviating).hasSize(19 * 19 - 336).isEqualTo(new TreeMap<>(cells(PRODUCTS)));
  }

  @Test
  void sumsDeviateInTheseCellsOnly() {
    Map<String, String> deviating = new TreeMap<>();
    for (PublishedType existing : types()) {
      for (PublishedType added : types()) {
        JacobianStructure one = existing.between(SQUARE, SQUARE);
        JacobianStructure other = added.between(SQUARE, SQUARE);
        String table = type(AlphaGradRules.ALPHAGRAD.sum(one, other));
        String principle = type(PrincipleRules.PRINCIPLE.sum(one, other));
        if (!table.equals(principle)) {
          deviating.put(cell(existing, added), table + "/" + principle);
        }
      }
    }

    assertThat(deviating).hasSize(19 * 19 - 340).isEqualTo(new TreeMap<>(cells(SUMS)));
  }

  @Test
  void sumsDependOnWhatWasThereFirstInTwoPairs() {
    List<String> asymmetric = new ArrayList<>();
    for (PublishedType one : types()) {
      for (PublishedType other : types()) {
        JacobianStructure first = one.between(SQUARE, SQUARE);
        JacobianStructure second = other.between(SQUARE, SQUARE);
        if (!AlphaGradRules.ALPHAGRAD
            .sum(first, second)
            .equals(AlphaGradRules.ALPHAGRAD.sum(second, first))) {
          asymmetric.add(cell(one, other));
        }
      }
    }

    assertThat(asymmetric).containsExactlyInAnyOrder("-6,10", "10,-6", "8,10", "10,8");
  }

  @Test
  void costsDeviateInTheseCellsOnly() {
    Map<String, String> expected = cells(COSTS);
    int agreeing = 0;
    for (PublishedType in : types()) {
      for (PublishedType out : types()) {
        Sizes sizes = new Sizes(in, out);
        JacobianStructure ofIn = in.between(sizes.middle(), sizes.tail());
        JacobianStructure ofOut = out.between(sizes.head(), sizes.middle());
        long table = AlphaGradRules.ALPHAGRAD.multiplications(ofIn, ofOut);
        long principle = PrincipleRules.PRINCIPLE.multiplications(ofIn, ofOut);
        String factors = expected.get(cell(in, out));
        if (factors == null) {
          assertThat(table).as(cell(in, out)).isEqualTo(principle);
          agreeing++;
        } else {
          String[] both = factors.split("/", -1);
          assertThat(table).as(cell(in, out)).isEqualTo(sizes.product(both[0]));
          assertThat(principle).as(cell(in, out)).isEqualTo(sizes.product(both[1]));
          assertThat(table).as(cell(in, out)).isNotEqualTo(principle);
        }
      }
    }

    assertThat(agreeing).isEqualTo(344);
  }

  /** Sizes of all axes of a product: what ties connect has one size, a prime of its own. */
  private static final class Sizes {

    private static final List<Integer> PRIMES = List.of(2, 3, 5, 7, 11, 13);

    private final Map<String, Integer> sizes = new TreeMap<>();

    Sizes(PublishedType in, PublishedType out) {
      List<String> axes = List.of("o1", "o2", "m1", "m2", "p1", "p2");
      axes.forEach(axis -> sizes.put(axis, PRIMES.get(axes.indexOf(axis))));
      tie(out, "o", "m");
      tie(in, "m", "p");
      tie(out, "o", "m");
    }

    private void tie(PublishedType type, String head, String tail) {
      JacobianStructure structure = type.between(SQUARE, SQUARE);
      for (int axis = 0; axis < 2; axis++) {
        if (structure.isHeadTied(axis)) {
          String ofHead = head + (axis + 1);
          String ofTail = tail + (structure.tailAxisOf(axis) + 1);
          int least = Math.min(sizes.get(ofHead), sizes.get(ofTail));
          sizes.put(ofHead, least);
          sizes.put(ofTail, least);
        }
      }
    }

    private Shape shape(String of) {
      return Shape.of(sizes.get(of + 1), sizes.get(of + 2));
    }

    Shape head() {
      return shape("o");
    }

    Shape middle() {
      return shape("m");
    }

    Shape tail() {
      return shape("p");
    }

    long product(String factors) {
      return Stream.of(factors.split(" ", -1))
          .mapToLong(
              factor -> sizes.containsKey(factor) ? sizes.get(factor) : Long.parseLong(factor))
          .reduce(1, (a, b) -> a * b);
    }
  }

  @Test
  void parallelEdgesOfDifferentRanksAreDense() {
    JacobianStructure ofTensor = JacobianStructure.dense(Shape.of(2, 2, 2), SQUARE);
    JacobianStructure ofMatrix = JacobianStructure.identity(SQUARE, Content.UNIT);

    assertThat(AlphaGradRules.ALPHAGRAD.sum(ofTensor, ofMatrix))
        .isEqualTo(JacobianStructure.dense(SQUARE, SQUARE));
  }
}
