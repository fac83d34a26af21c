package crosscountry.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;

class WriteRetriesTest {

  private static final Path TARGET = new Path("orders/r.parquet");

  private final WriteRetries retries = new WriteRetries(4, Duration.ofMillis(1));
  private final AtomicInteger tries = new AtomicInteger();

  private boolean failingWith(IOException fault, int times) throws IOException {
    if (tries.incrementAndGet() <= times) {
      throw fault;
    }
    return true;
  }

  @Test
  void goesOnWhereAWriteSucceedsAtLast() throws IOException {
    assertThat(retries.run(TARGET, () -> failingWith(new IOException("reset"), 3))).isTrue();
    assertThat(tries).hasValue(4);
  }

  @Test
  void givesUpInTheEnd() {
    assertThatThrownBy(() -> retries.run(TARGET, () -> failingWith(new IOException("reset"), 9)))
        .hasMessage("reset");
    assertThat(tries).hasValue(4);
  }

  @Test
  void doesNotWaitForWhatSomebodyHasToMend() {
    AccessControlException denied = new AccessControlException("nobody may write");

    assertThatThrownBy(() -> retries.run(TARGET, () -> failingWith(denied, 9))).isSameAs(denied);
    assertThat(tries).hasValue(1);
  }

  @Test
  void anInterruptionEndsTheWait() {
    WriteRetries patient = new WriteRetries(4, Duration.ofDays(1));
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> patient.run(TARGET, () -> failingWith(new IOException("reset"), 9)))
        .hasMessage("reset");
    assertThat(Thread.interrupted()).as("the thread still knows").isTrue();
  }

  @Test
  void theSettingsSayHowLongToWait() {
    Configuration settings = new Configuration(false);
    assertThat(WriteRetries.of(settings)).isEqualTo(new WriteRetries(5, Duration.ofMillis(200)));
    settings.set("crosscountry.warehouse.first-pause", "2s");
    assertThat(WriteRetries.of(settings)).isEqualTo(new WriteRetries(5, Duration.ofSeconds(2)));
  }
}
