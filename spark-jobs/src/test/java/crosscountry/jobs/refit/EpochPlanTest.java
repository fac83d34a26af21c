package crosscountry.jobs.refit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Laws of dealing a table out. */
final class EpochPlanTest {

  @Property(tries = 100)
  void everyFileIsLearntFromAndEveryCopyHasFilesInEveryRound(
      @ForAll("tables") List<GameFile> files,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 5) int workers,
      @ForAll @IntRange(min = 1, max = 500) int examples) {
    EpochPlan plan = EpochPlan.of(files, seed, workers, examples);
    long positions = files.stream().mapToLong(GameFile::positions).sum();
    long drawn = (long) plan.rounds().size() * workers * examples;
    assertThat(drawn).isBetween(positions, positions + (long) workers * examples);
    Set<String> dealt = new HashSet<>();
    Set<Long> seeds = new HashSet<>();
    for (List<Slice> round : plan.rounds()) {
      assertThat(round).hasSize(workers);
      for (Slice slice : round) {
        assertThat(slice.keys()).isNotEmpty().doesNotHaveDuplicates();
        dealt.addAll(slice.keys());
        assertThat(seeds.add(slice.seed())).as("draws of its own").isTrue();
      }
    }
    assertThat(dealt).isEqualTo(files.stream().map(GameFile::key).collect(Collectors.toSet()));
    assertThat(EpochPlan.of(files, seed, workers, examples)).isEqualTo(plan);
  }

  @Provide
  Arbitrary<List<GameFile>> tables() {
    return Arbitraries.longs()
        .between(1, 3_000)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40)
        .map(
            sizes -> {
              List<GameFile> files = new ArrayList<>();
              for (long size : sizes) {
                files.add(new GameFile("file-" + files.size(), 1, size));
              }
              return files;
            });
  }
}
