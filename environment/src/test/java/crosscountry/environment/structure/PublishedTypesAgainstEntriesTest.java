package crosscountry.environment.structure;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.fixture.DenseJacobian;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The principle against matrices full of entries, for all pairs of published types. */
class PublishedTypesAgainstEntriesTest {

  private static List<PublishedType> types() {
    return Arrays.stream(PublishedType.values())
        .filter(type -> type != PublishedType.CONVERSION && type != PublishedType.RESHAPING)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void productsCostsAndSumsAreThoseOfTheEntries(int size) {
    Shape square = Shape.of(size, size);
    SplittableRandom random = new SplittableRandom(size);
    for (PublishedType first : types()) {
      for (PublishedType second : types()) {
        JacobianStructure in = first.between(square, square);
        JacobianStructure out = second.between(square, square);
        DenseJacobian ofIn = DenseJacobian.of(in, random);
        DenseJacobian ofOut = DenseJacobian.of(out, random);
        String pair = first + ", " + second;

        assertThat(ofIn.structure()).isEqualTo(in);
        assertThat(PrincipleRules.PRINCIPLE.product(in, out))
            .as(pair)
            .isEqualTo(ofOut.times(ofIn).structure());
        assertThat(PrincipleRules.PRINCIPLE.sum(in, out))
            .as(pair)
            .isEqualTo(ofIn.plus(ofOut).structure());
        assertThat(PrincipleRules.PRINCIPLE.multiplications(in, out))
            .as(pair)
            .isEqualTo(in.hasValues() && out.hasValues() ? ofOut.differentProducts(ofIn) : 0);
      }
    }
  }
}
