package crosscountry.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.datasets.catalog.Catalog;
import crosscountry.environment.game.VertexGame;
import crosscountry.environment.linearization.CostModel;
import crosscountry.jobs.policy.TrainedPolicy;
import crosscountry.jobs.selfplay.GameBatch;
import crosscountry.jobs.selfplay.PlayedBatches;
import crosscountry.models.network.NetworkSnapshot;
import org.junit.jupiter.api.Test;

/**
 * How many bytes cross the wire on RoeFlux_1d, whose games have 56 steps of opening and 42 moves,
 * now and in the form of Java's own serialization, which came before:
 *
 * <pre>
 *                                            now   before
 * one sampled game                           369    2,431
 * the searched game                        1,532    4,643
 * all seven games of a task, one searched  3,143   19,571
 * assignment of a task                        56    1,191
 * network (34 features, 32 hidden units)  25,657   26,045
 * </pre>
 *
 * <p>Games in a batch are smaller than alone, because the opening is sent once.
 */
final class WireSizesTest {

  private static final int SAMPLED = 8;
  private static final long SEED = 1;

  private final Wire now = Wire.compact();
  private final Wire before = Wire.java();

  @Test
  void batchesOfGamesTakeAFifth() {
    GameBatch batch =
        PlayedBatches.play(
            new VertexGame(
                CostModel.PRINCIPLE.linearize(Catalog.builtIn().resolve("RoeFlux_1d").program())),
            SAMPLED,
            SEED);
    assertThat(now.bytes(batch)).hasSizeLessThan(before.bytes(batch).length / 5);
  }

  @Test
  void networksTakeLittleMoreThanTheirParameters() {
    NetworkSnapshot snapshot = TrainedPolicy.shipped().snapshot();
    assertThat(now.bytes(snapshot))
        .hasSizeBetween(
            Float.BYTES * snapshot.parameters().length,
            Float.BYTES * snapshot.parameters().length + 100);
  }
}
