package crosscountry.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.datasets.tables.FaultyFileSystem.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTableTest {

  @TempDir Path folder;

  private CheckpointTable checkpoints() {
    return Warehouse.open(folder.toString()).checkpoints();
  }

  private Path file(String runId, long version) {
    return folder.resolve("checkpoints/%s.version-%012d.parquet".formatted(runId, version));
  }

  private static void cutShort(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
  }

  @Test
  void aNewRunHasNone() {
    assertThat(checkpoints().latest("r"))
        .isEqualTo(new RestoredCheckpoint(Optional.empty(), List.of()));
  }

  @Test
  void findsTheNewestOfTheRun() {
    CheckpointTable checkpoints = checkpoints();
    for (long version : new long[] {9, 10, 8}) {
      assertThat(checkpoints.append(SampleRows.checkpoint("r", version))).isTrue();
    }
    checkpoints.append(SampleRows.checkpoint("r-2", 99));

    RestoredCheckpoint found = checkpoints.latest("r");

    assertThat(found.checkpoint()).contains(SampleRows.checkpoint("r", 10));
    assertThat(found.skipped()).isEmpty();
  }

  @Test
  void skipsDamagedOnesAndSaysSo() throws IOException {
    CheckpointTable checkpoints = checkpoints();
    for (long version = 1; version <= 3; version++) {
      checkpoints.append(SampleRows.checkpoint("r", version));
    }
    cutShort(file("r", 3));
    Files.writeString(file("r", 2), "not Parquet");

    RestoredCheckpoint found = checkpoints.latest("r");

    assertThat(found.checkpoint()).contains(SampleRows.checkpoint("r", 1));
    assertThat(found.skipped())
        .satisfiesExactly(
            newest -> assertThat(newest).contains("000003.parquet: it is damaged or cut short"),
            older -> assertThat(older).contains("000002.parquet: it is not a Parquet file"));
  }

  @Test
  void contentThatDoesNotMatchItsDigestIsDamaged() throws Exception {
    checkpoints().append(SampleRows.checkpoint("r", 1));
    DuckDb.rewrite(file("r", 1), "* REPLACE ('{\"steps\": 9999}' AS counters)");

    assertThat(checkpoints().latest("r").skipped())
        .singleElement()
        .asString()
        .contains("its content does not match its sha256");
  }

  @Test
  void theDigestNeverChangesItsMeaning() {
    assertThat(SampleRows.checkpoint("r", 1).sha256())
        .isEqualTo("f5bf16b73fc5047872910e460eb42aee9b64730dfc0d1b231415fc325ba7d3d6");
  }

  @Test
  void aSoundOneIsNeverReplaced() {
    CheckpointTable checkpoints = checkpoints();
    CheckpointRow first = SampleRows.checkpoint("r", 1);
    checkpoints.append(first);

    assertThat(checkpoints.append(first)).isFalse();
    assertThat(checkpoints.latest("r").checkpoint()).contains(first);
  }

  @Test
  void aRunThatComesByAgainReplacesADamagedOne() throws IOException {
    CheckpointTable checkpoints = checkpoints();
    CheckpointRow row = SampleRows.checkpoint("r", 1);
    checkpoints.append(row);
    cutShort(file("r", 1));

    assertThat(checkpoints.append(row)).isTrue();

    assertThat(checkpoints.latest("r"))
        .isEqualTo(new RestoredCheckpoint(Optional.of(row), List.of()));
    try (Stream<Path> damaged = Files.list(folder.resolve(".damaged/checkpoints"))) {
      assertThat(damaged).hasSize(1);
    }
  }

  @Test
  void anUnreachableOneIsNotSkipped() {
    checkpoints().append(SampleRows.checkpoint("r", 1));
    CheckpointTable unreachable =
        FaultyFileSystem.warehouse(folder, Fault.READ_FAILS).checkpoints();

    assertThatThrownBy(() -> unreachable.latest("r"))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("connection reset");
    assertThatThrownBy(() -> unreachable.append(SampleRows.checkpoint("r", 1)))
        .isInstanceOf(WarehouseException.class);
    assertThat(file("r", 1)).exists();
  }

  @Test
  void anUnreachableMomentIsNotDamage() {
    checkpoints().append(SampleRows.checkpoint("r", 1));
    checkpoints().append(SampleRows.checkpoint("r", 2));

    CheckpointTable reading =
        FaultyFileSystem.warehouse(folder, Fault.READ_FAILS_ONCE).checkpoints();
    assertThatThrownBy(() -> reading.latest("r"))
        .isInstanceOf(WarehouseException.class)
        .isNotInstanceOf(DamagedFileException.class)
        .hasMessageContaining("connection reset; check that the warehouse can be reached");
    assertThat(reading.latest("r").checkpoint()).contains(SampleRows.checkpoint("r", 2));

    CheckpointTable appending =
        FaultyFileSystem.warehouse(folder, Fault.READ_FAILS_ONCE).checkpoints();
    assertThatThrownBy(() -> appending.append(SampleRows.checkpoint("r", 2)))
        .isInstanceOf(WarehouseException.class);
    assertThat(file("r", 2)).exists();
    assertThat(folder.resolve(".damaged")).doesNotExist();
  }

  @Test
  void aCheckpointUnderAnotherNameIsDamage() throws IOException {
    CheckpointTable checkpoints = checkpoints();
    checkpoints.append(SampleRows.checkpoint("r", 1));
    checkpoints.append(SampleRows.checkpoint("other", 3));
    Files.copy(file("r", 1), file("r", 2));
    Files.copy(file("other", 3), file("r", 3));

    RestoredCheckpoint found = checkpoints.latest("r");

    assertThat(found.checkpoint()).contains(SampleRows.checkpoint("r", 1));
    assertThat(found.skipped())
        .satisfiesExactly(
            newest ->
                assertThat(newest).contains("000003.parquet: it holds version 3 of run other"),
            older -> assertThat(older).contains("000002.parquet: it holds version 1 of run r;"));
    assertThat(checkpoints.append(SampleRows.checkpoint("r", 2))).isTrue();
    assertThat(checkpoints.latest("r").checkpoint()).contains(SampleRows.checkpoint("r", 2));
  }
}
