package crosscountry.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {

  private static final CheckpointRow ROW = SampleRows.checkpoint("r", 7);

  @TempDir Path folder;

  @Provide
  Arbitrary<CheckpointRow> checkpoints() {
    return RowArbitraries.checkpoints();
  }

  @Property(tries = 50)
  void whatIsWrittenIsRead(@ForAll("checkpoints") CheckpointRow row) {
    assertThat(CheckpointFile.read(CheckpointFile.write(row), "a file")).isEqualTo(row);
  }

  @Test
  void aFileIsOneOfTheTable() throws Exception {
    Warehouse warehouse = Warehouse.open(folder.toString());
    warehouse.checkpoints().append(ROW);
    Path file = folder.resolve("checkpoints/r.version-000000000007.parquet");

    assertThat(CheckpointFile.read(Files.readAllBytes(file), "a file")).isEqualTo(ROW);
    Files.write(file, CheckpointFile.write(ROW));
    assertThat(warehouse.checkpoints().latest("r").checkpoint()).contains(ROW);
  }

  @Test
  void forPlayingOnlyWhatLearningNeedsIsLeftOut() {
    CheckpointRow playing = ROW.forPlaying();

    assertThat(playing)
        .usingRecursiveComparison()
        .ignoringFields("updaterState", "randomState", "replay")
        .isEqualTo(ROW);
    assertThat(playing.updaterState().length()).isZero();
    assertThat(playing.replay().length()).isZero();
  }

  @Property(tries = 100)
  void aCutOrFlippedFileIsNeverReadAsAnother(@ForAll int place, @ForAll boolean cut) {
    byte[] file = CheckpointFile.write(ROW);
    int index = Math.floorMod(place, file.length);
    byte[] damaged = cut ? Arrays.copyOf(file, index) : file.clone();
    if (!cut) {
      damaged[index] ^= 0x10;
    }

    // A flipped bit may fall where nothing reads, as in the name of what wrote the file.
    try {
      assertThat(CheckpointFile.read(damaged, "the copy")).isEqualTo(ROW);
      assertThat(cut).isFalse();
    } catch (DamagedFileException expected) {
      assertThat(expected).hasMessageStartingWith("cannot read the copy: ");
      assertThat(expected.getMessage().lines()).hasSize(1);
    }
  }

  @Test
  void anEmptyOrForeignFileIsRefused() {
    assertThatThrownBy(() -> CheckpointFile.read(new byte[0], "it"))
        .hasMessage("cannot read it: it is empty");
    byte[] text = "a text that is no Parquet".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> CheckpointFile.read(text, "it"))
        .hasMessage("cannot read it: it is not a Parquet file");
  }

  @Test
  void aFileOfAnotherTableIsRefused() throws Exception {
    Warehouse warehouse = Warehouse.open(folder.toString());
    warehouse.orders().append(FileKey.ofRun("r"), List.of(SampleRows.order("r", 5, 1)));
    byte[] orders = Files.readAllBytes(folder.resolve("orders/r.parquet"));

    assertThatThrownBy(() -> CheckpointFile.read(orders, "it"))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageStartingWith("cannot read it: ");
  }

  @Test
  void oneVersionOfARunIsFoundInTheTable() {
    CheckpointTable table = Warehouse.open(folder.toString()).checkpoints();
    table.append(SampleRows.checkpoint("r", 7));
    table.append(SampleRows.checkpoint("r", 8));

    assertThat(table.find("r", 7)).contains(ROW);
    assertThat(table.find("r", 9)).isEmpty();
    assertThat(table.find("other", 7)).isEmpty();
  }
}
