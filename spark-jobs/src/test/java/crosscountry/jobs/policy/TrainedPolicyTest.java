package crosscountry.jobs.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.datasets.catalog.Catalog;
import crosscountry.datasets.catalog.CatalogEntry;
import crosscountry.datasets.tables.CheckpointFile;
import crosscountry.datasets.tables.CheckpointRow;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.game.Trajectory;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.linearization.CostModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that is read and played, without the run that trained it. */
final class TrainedPolicyTest {

  @TempDir private Path folder;

  @Test
  void theShippedOnePlaysEveryGraphOfTheCatalog() {
    TrainedPolicy shipped = TrainedPolicy.shipped();
    assertThat(shipped.snapshot().blueprint().features()).isEqualTo(EncodedPosition.FEATURES);
    for (CatalogEntry entry : Catalog.builtIn().entries()) {
      VertexGame game = new VertexGame(CostModel.PRINCIPLE.linearize(entry.program()));
      Trajectory played = shipped.play(game);
      assertThat(played.multiplications())
          .as(entry.name())
          .isEqualTo(EliminationCost.of(game.graph(), played.order(game)).multiplications())
          .isGreaterThanOrEqualTo(game.bounds().total());
    }
  }

  @Test
  void theShippedOneIsSmallAndHoldsWhatPlayingNeedsAlone() {
    ShippedCheckpoint shipped = new ShippedCheckpoint();
    assertThat(shipped.content()).hasSizeLessThan(400_000);
    CheckpointRow row = CheckpointFile.read(shipped.content(), shipped.name());
    assertThat(row).isEqualTo(row.forPlaying());
  }

  @Test
  void aStoredOneIsNamedByItsFileOrItsFolder() throws IOException {
    CheckpointRow row = StoredPolicies.checkpoint("r", 3);
    Path file = stored("policy.parquet", row);
    Files.writeString(folder.resolve("README.md"), "where it is from");
    for (Path location : new Path[] {file, folder}) {
      assertThat(TrainedPolicy.in(location).snapshot().version()).isEqualTo(3);
      assertThat(TrainedPolicy.in(location).snapshot().parameters())
          .isEqualTo(row.parameters().toArray());
    }
  }

  @Test
  void itIsReadOnce() throws IOException {
    Path file = stored("policy.parquet", StoredPolicies.checkpoint("r", 3));
    TrainedPolicy policy = TrainedPolicy.in(file);
    assertThat(policy.snapshot()).isSameAs(policy.snapshot());
    Files.delete(file);
    assertThat(policy.snapshot().version()).isEqualTo(3);
  }

  @Test
  void aMissingOneAndAFolderOfSeveralAreRefused() throws IOException {
    assertRefused(folder.resolve("none.parquet"), "none.parquet cannot be read");
    assertRefused(folder, "holds 0 Parquet files");
    stored("a.parquet", StoredPolicies.checkpoint("r", 1));
    stored("b.parquet", StoredPolicies.checkpoint("r", 2));
    assertRefused(folder, "holds 2 Parquet files");
  }

  @Test
  void aDamagedOneIsRefused() throws IOException {
    byte[] file = CheckpointFile.write(StoredPolicies.checkpoint("r", 1));
    Path cut = folder.resolve("cut.parquet");
    Files.write(cut, Arrays.copyOf(file, file.length / 2));
    assertRefused(cut, "cut.parquet: it is damaged or cut short");
    assertRefused(Files.write(cut, new byte[0]), "cut.parquet: it is empty");
  }

  @Test
  void aNetworkThatIsNotKnownIsRefused() throws IOException {
    float[] parameters = StoredPolicies.parameters(1);
    assertRefused(
        stored("old.parquet", StoredPolicies.checkpoint("r", 1, "elsewise/1 features=26 hidden=4")),
        "old.parquet holds a network that cannot play");
    assertRefused(
        stored(
            "narrow.parquet",
            StoredPolicies.checkpoint("r", 1, "pooled-vertexwise/1 features=25 hidden=4")),
        "reads 25 features of a vertex, but this software describes it by "
            + EncodedPosition.FEATURES);
    String known = StoredPolicies.BLUEPRINT.toText();
    assertRefused(
        stored(
            "short.parquet",
            StoredPolicies.checkpoint("r", 1, known, Arrays.copyOf(parameters, 5))),
        "5 were given");
    parameters[2] = Float.NaN;
    assertRefused(
        stored("nan.parquet", StoredPolicies.checkpoint("r", 1, known, parameters)),
        "not a finite number");
  }

  private Path stored(String name, CheckpointRow row) throws IOException {
    return Files.write(folder.resolve(name), CheckpointFile.write(row));
  }

  private static void assertRefused(Path location, String sentencePart) {
    TrainedPolicy policy = TrainedPolicy.in(location);
    assertThatThrownBy(policy::snapshot)
        .isInstanceOf(UnusablePolicyException.class)
        .hasMessageContaining(sentencePart);
  }
}
