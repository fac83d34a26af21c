package crosscountry.environment.accumulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PrimeFieldTest {

  private static final PrimeField FIELD = PrimeField.MERSENNE_61;
  private static final long GREATEST = (1L << 61) - 2;

  @Property
  void operationsAreThoseOfIntegersModuloThePrime(
      @ForAll @LongRange(max = GREATEST) long a, @ForAll @LongRange(max = GREATEST) long b) {
    BigInteger prime = BigInteger.valueOf(PrimeField.PRIME);
    BigInteger first = BigInteger.valueOf(a);
    BigInteger second = BigInteger.valueOf(b);

    assertThat(FIELD.sum(a, b)).isEqualTo(first.add(second).mod(prime).longValueExact());
    assertThat(FIELD.product(a, b)).isEqualTo(first.multiply(second).mod(prime).longValueExact());
  }

  @Test
  void greatestElementsAreReduced() {
    assertThat(FIELD.sum(GREATEST, 1L)).isZero();
    assertThat(FIELD.sum(GREATEST, GREATEST)).isEqualTo(GREATEST - 1);
    assertThat(FIELD.product(GREATEST, GREATEST)).as("-1 squared").isEqualTo(1);
    assertThat(FIELD.product(1L << 60, 2L)).isEqualTo(1);
  }

  @Test
  void subnormalNumbersAreFractionsLikeOthers() {
    long least = FIELD.of(Double.MIN_VALUE);
    long scale = 1L << 1074 % 61;

    assertThat(FIELD.product(least, scale)).as("2^-1074 2^1074").isEqualTo(1);
    assertThat(FIELD.of(5 * Double.MIN_VALUE)).isEqualTo(FIELD.product(5L, least));
    assertThat(FIELD.of(Double.MIN_NORMAL)).isEqualTo(FIELD.product(1L << 52, least));
  }

  @Test
  void theModulusIsPrime() {
    assertThat(BigInteger.valueOf(PrimeField.PRIME).isProbablePrime(100)).isTrue();
  }

  @Test
  void drawnElementsAreNotZero() {
    SplittableRandom random = new SplittableRandom(1);
    for (int draw = 0; draw < 1000; draw++) {
      assertThat(FIELD.nonZero(random)).isBetween(1L, GREATEST);
    }
  }
}
