package crosscountry.jobs.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** Labels of axes, and where numbers lie on them. */
final class AxisTest {

  @Test
  void labelsAreRound() {
    assertThat(Axis.linear(0, 65_300, 50, 370, 5, 1).ticks())
        .containsExactly(
            new Axis.Tick("0", "50"),
            new Axis.Tick("20k", "148"),
            new Axis.Tick("40k", "246"),
            new Axis.Tick("60k", "344"));
    assertThat(labels(Axis.linear(289.2, 334.7, 200, 10, 6, 0)))
        .containsExactly("290", "300", "310", "320", "330");
    assertThat(labels(Axis.linear(0, 0.15, 200, 10, 6, 0)))
        .containsExactly("0", "0.05", "0.10", "0.15");
    assertThat(labels(Axis.linear(0, 12_000_000, 50, 370, 5, 1))).containsExactly("0", "5M", "10M");
    assertThat(labels(Axis.linear(100_010, 100_400, 50, 370, 5, 1)))
        .containsExactly("100.1k", "100.2k", "100.3k", "100.4k");
  }

  @Test
  void countsHaveNoFractions() {
    assertThat(labels(Axis.linear(0, 1, 50, 370, 5, 1))).containsExactly("0", "1");
  }

  @Test
  void anAxisOfNoLengthGetsOne() {
    assertThat(labels(Axis.linear(0, 0, 50, 370, 5, 1))).containsExactly("0", "1");
  }

  /** Where the next whole number is no double, one more is no length. */
  @Test
  void greatNumbersHaveLabels() {
    for (double great : new double[] {0x1p53, 1.8e16, 1e18, Long.MAX_VALUE, 1e300}) {
      for (double to : new double[] {great, Math.nextUp(great)}) {
        Axis axis = Axis.linear(great, to, 200, 10, 6, 0);
        assertThat(axis.to()).isGreaterThan(axis.from());
        assertThat(axis.ticks()).hasSizeBetween(2, 8);
        assertThat(axis.labelled()).isSorted().doesNotHaveDuplicates();
      }
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Axis.linear(0, Double.POSITIVE_INFINITY, 200, 10, 6, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Axis.linear(0, Double.NaN, 200, 10, 6, 0));
  }

  @Test
  void powersAreEquallyFar() {
    Axis axis = Axis.logarithmic(10, 1_000, 200, 0, 6);
    assertThat(axis.position(100)).isEqualTo("100");
    assertThat(labels(axis)).containsExactly("10", "20", "50", "100", "200", "500", "1,000");
    assertThat(labels(Axis.logarithmic(0.0001, 1, 200, 0, 6)))
        .containsExactly("0.0001", "0.001", "0.01", "0.1", "1");
    assertThat(labels(Axis.logarithmic(4_000, 110_000, 200, 0, 6)))
        .containsExactly("5,000", "10k", "20k", "50k", "100k");
  }

  @Property(tries = 200)
  void aLinearAxisHasSomeLabelsInOrder(
      @ForAll @DoubleRange(min = 0, max = 1e9) double from,
      @ForAll @DoubleRange(min = 0.01, max = 1e9) double length) {
    Axis axis = Axis.linear(from, from + length, 0, 300, 6, 0);
    assertThat(axis.ticks()).hasSizeBetween(2, 8);
    assertThat(axis.labelled()).isSorted();
    assertThat(axis.ticks())
        .allSatisfy(tick -> assertThat(Double.parseDouble(tick.at())).isBetween(-0.1, 300.1));
  }

  private static List<String> labels(Axis axis) {
    return axis.ticks().stream().map(Axis.Tick::text).toList();
  }
}
