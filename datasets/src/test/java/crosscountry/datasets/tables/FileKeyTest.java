package crosscountry.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileKeyTest {

  @Test
  void saysWhichPartOfWhichRunTheRowsAre() {
    assertThat(FileKey.ofRun("nightly-3").attempt(1).wave(12).part("RoeFlux_1d"))
        .hasToString("nightly-3.attempt-0001.wave-00000012.RoeFlux_1d");
    assertThat(FileKey.ofRun("r").version(7)).hasToString("r.version-000000000007");
  }

  @Property
  void sortsAsItsNumbers(
      @ForAll @IntRange(max = 99_999_999) int one, @ForAll @IntRange(max = 99_999_999) int other) {
    FileKey run = FileKey.ofRun("r");

    assertThat(Integer.signum(run.wave(one).compareTo(run.wave(other))))
        .isEqualTo(Integer.compare(one, other));
  }

  @Test
  void aPrefixEndsWhereASegmentEnds() {
    FileKey key = FileKey.ofRun("run-1").wave(2);

    assertThat(key.startsWith(key)).isTrue();
    assertThat(key.startsWith(FileKey.ofRun("run-1"))).isTrue();
    assertThat(key.startsWith(FileKey.ofRun("run-"))).isFalse();
    assertThat(FileKey.ofRun("run-1").startsWith(key)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".hidden", "_hidden", "a/b", "a b", "a..b", "a.", "../a", "a*", "a=b", "é"})
  void refusesWhatAReaderWouldMissOrMisread(String text) {
    assertThatThrownBy(() -> new FileKey(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + text + "\" cannot be the key of a file");
  }

  @Test
  void refusesSegmentsThatAreNone() {
    assertThatThrownBy(() -> FileKey.ofRun("nightly.3"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"nightly.3\" cannot be part of a file's key");
    assertThatThrownBy(() -> FileKey.ofRun("r").wave(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("-1 cannot be part of a file's key: it is negative");
    assertThatThrownBy(() -> FileKey.ofRun("r".repeat(181)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has 181 characters, but at most 180 are allowed");
  }
}
