package crosscountry.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.datasets.tables.InterruptedFileSystem.Interruption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A checkpoint that is promoted while old ones are deleted stays, whenever that is, and though
 * whoever deletes it is killed.
 */
class WithdrawalTest {

  private static final CheckpointRow OLD = SampleRows.checkpoint("a", 1);
  private static final CheckpointRow NEW = SampleRows.checkpoint("a", 2);
  private static final CheckpointId OLD_ID = CheckpointId.of(OLD);

  private static final Configuration DEFAULTS = new Configuration();

  @TempDir Path folder;
  private Set<CheckpointId> promoted = Set.of();

  private Warehouse warehouse() {
    return Warehouse.open(folder.toString(), DEFAULTS);
  }

  private void fill() throws IOException {
    promoted = Set.of();
    for (String name : List.of("checkpoints", ".withdrawn/checkpoints", ".leases")) {
      for (Path file : files(name)) {
        Files.delete(file);
      }
    }
    warehouse().checkpoints().append(OLD);
    warehouse().checkpoints().append(NEW);
  }

  /** Does what a promotion does at its end: it decides, and then keeps the checkpoint. */
  private void promote() {
    promoted = Set.of(OLD_ID);
    warehouse().checkpoints().append(OLD);
  }

  private void maintain(Warehouse warehouse) {
    MaintenanceSettings settings =
        new MaintenanceSettings(Duration.ZERO, Optional.empty(), OptionalInt.of(1), () -> promoted);
    warehouse
        .maintenance(settings, Clock.offset(Clock.systemUTC(), Duration.ofDays(1)), told -> {})
        .run("test");
  }

  private List<CheckpointRow> checkpoints() {
    return warehouse().checkpoints().table().read();
  }

  private List<Path> withdrawn() throws IOException {
    return files(".withdrawn/checkpoints");
  }

  private List<Path> files(String name) throws IOException {
    Path place = folder.resolve(name);
    try (Stream<Path> files = Files.exists(place) ? Files.list(place) : Stream.of()) {
      return files.toList();
    }
  }

  @Test
  void whatIsPromotedMeanwhileStaysOrIsPutBack() throws IOException {
    boolean happened = true;
    // Before that it is planned what is to be deleted.
    for (int call = 25; happened; call++) {
      fill();
      Interruption interruption = new Interruption(call, this::promote);
      maintain(interruption.warehouse(folder));
      happened = interruption.end();
      if (happened) {
        assertThat(checkpoints()).as("before call %d", call).containsExactly(OLD, NEW);
      } else {
        assertThat(checkpoints()).containsExactly(NEW);
      }
      assertThat(withdrawn()).isEmpty();
    }
  }

  @Test
  void whatAKilledMaintenanceWithdrewIsDeletedTheNextTimeUnlessItWasPromoted() throws IOException {
    fill();
    Path old = folder.resolve("checkpoints/" + OLD_ID.key() + ".parquet");
    Path place = Files.createDirectories(folder.resolve(".withdrawn/checkpoints"));
    Files.move(old, place.resolve(old.getFileName()));
    promoted = Set.of(OLD_ID);
    maintain(warehouse());
    assertThat(checkpoints()).containsExactly(OLD, NEW);
    Files.copy(old, place.resolve(old.getFileName()));
    maintain(warehouse());
    assertThat(checkpoints()).as("its promoter was faster").containsExactly(OLD, NEW);
    assertThat(withdrawn()).isEmpty();
    Files.move(old, place.resolve(old.getFileName()));
    promoted = Set.of();
    maintain(warehouse());
    assertThat(checkpoints()).containsExactly(NEW);
    assertThat(withdrawn()).isEmpty();
  }
}
