package crosscountry.jobs.bound;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.datasets.catalog.Catalog;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.linearization.CostModel;
import crosscountry.jobs.server.KnownBounds;
import crosscountry.jobs.server.RunGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BoundProofTest {

  /** 22 multiplications are the fewest; forward mode takes more. */
  private static final String SMALL =
      """
      { lambda ; a:f32[] b:f32[] c:f32[]. let
          d:f32[] = mul a a
          e:f32[] = mul b d
          f:f32[] = mul c b
          g:f32[] = mul f e
          h:f32[] = mul g d
          i:f32[] = mul e e
          j:f32[] = mul i h
          k:f32[] = mul h e
        in (k, j, i) }
      """;

  @TempDir private Path folder;

  @Test
  void aBetterOrderThanThatOfAnnealingIsTheProofsOwn() throws IOException, InterruptedException {
    RunGraph graph = small();
    // Ends annealing at once, but not the proof, which has a thread.
    BooleanSupplier withoutProof =
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("proof of"));

    BoundResult result =
        new BoundProof(graph, Duration.ofMinutes(1), 1).run(progress -> {}, withoutProof);

    assertThat(result.multiplications()).isEqualTo(22);
    assertThat(result.lowerBound()).isEqualTo(22);
    assertThat(result.method()).isEqualTo(BoundProof.METHOD);
    assertThat(EliminationCost.of(graph.game().graph(), result.order()).multiplications())
        .isEqualTo(22);
  }

  @Test
  void aStopAtOnceStillHasAnOrderAndTheBoundOfCuts() throws IOException, InterruptedException {
    RunGraph graph = small();

    BoundResult result =
        new BoundProof(graph, Duration.ofDays(1), 1).run(progress -> {}, () -> true);

    assertThat(result.lowerBound()).isBetween(graph.cutBound(), 22L);
    assertThat(result.order().length()).isEqualTo(graph.game().graph().eliminableCount());
    assertThat(EliminationCost.of(graph.game().graph(), result.order()).multiplications())
        .isEqualTo(result.multiplications());
  }

  private RunGraph small() throws IOException {
    Path file = Files.writeString(folder.resolve("small.jaxpr"), SMALL);
    return RunGraph.of(
        Catalog.builtIn().resolve(file.toString()), CostModel.PRINCIPLE, KnownBounds.shipped());
  }
}
