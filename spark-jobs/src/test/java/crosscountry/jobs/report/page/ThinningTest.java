package crosscountry.jobs.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;

/** Laws of thinning out. */
final class ThinningTest {

  @Property(tries = 200)
  void extremesAndEndsStay(
      @ForAll @NotEmpty @DoubleRange(min = -1e6, max = 1e6) double[] values,
      @ForAll @IntRange(min = 1, max = 20) int parts) {
    BitSet kept = new Thinning(parts).of(values);
    assertThat(kept.get(0)).isTrue();
    assertThat(kept.length()).isEqualTo(values.length);
    assertThat(kept.cardinality()).isLessThanOrEqualTo(4 * parts);
    DoubleStream drawn = kept.stream().mapToDouble(number -> values[number]);
    assertThat(drawn.summaryStatistics())
        .satisfies(
            range -> {
              assertThat(range.getMin()).isEqualTo(DoubleStream.of(values).min().orElseThrow());
              assertThat(range.getMax()).isEqualTo(DoubleStream.of(values).max().orElseThrow());
            });
  }
}
