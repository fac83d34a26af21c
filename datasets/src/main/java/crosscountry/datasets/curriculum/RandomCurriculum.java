package crosscountry.datasets.curriculum;

import crosscountry.datasets.catalog.CatalogEntry;
import crosscountry.datasets.jaxpr.InlinedJaxpr;
import crosscountry.datasets.jaxpr.Inlining;
import crosscountry.datasets.jaxpr.Jaxpr;
import crosscountry.datasets.jaxpr.JaxprListing;
import crosscountry.datasets.jaxpr.ProgramTranslation;
import crosscountry.environment.accumulation.OrderVerifier;
import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Program;
import crosscountry.environment.heuristic.HeuristicOrder;
import crosscountry.environment.linearization.CostModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Random functions to train on, one for each seed.
 *
 * <p>Every function has {@value #LEAST_ELIMINABLE} to {@value #MOST_ELIMINABLE} eliminable
 * vertices, can be evaluated, so that its orders can be proven, and isn't known to be solved by
 * forward mode, reverse mode or the minimum Markowitz order. What a seed gives first and isn't like
 * that is drawn again, from the same source. What a seed stands for may change between versions of
 * this program.
 */
public final class RandomCurriculum {

  /** Fewest vertices that a function leaves to eliminate. */
  public static final int LEAST_ELIMINABLE = 15;

  /** Most vertices that a function leaves to eliminate. */
  public static final int MOST_ELIMINABLE = 200;

  /** What sets these functions apart from those that come with the program. */
  public static final String TAG = "random";

  private static final String PREFIX = TAG + "/";
  private static final int LEAST_SIZE = 20;
  private static final int MOST_SIZE = 165;

  private RandomCurriculum() {}

  /** Tells whether a name is that of one of these functions. */
  public static boolean isNameOfOne(String name) {
    return name.startsWith(PREFIX);
  }

  /**
   * Returns the function of a seed, called {@code random/} and the seed. Its family is that of
   * {@link ProgramFamily#of}.
   */
  public static CatalogEntry entry(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    while (true) {
      CatalogEntry entry = drawn(seed, random);
      if (isFit(entry.program())) {
        return entry;
      }
    }
  }

  /**
   * Returns functions of different fingerprints.
   *
   * @param count how many
   * @param firstSeed seed of the first; those of the others follow it, and where one would give a
   *     function that is there already it is passed over
   */
  public static List<CatalogEntry> entries(int count, long firstSeed) {
    List<CatalogEntry> entries = new ArrayList<>();
    Set<String> fingerprints = new HashSet<>();
    long seed = firstSeed;
    while (entries.size() < count) {
      int missing = count - entries.size();
      long first = seed;
      IntStream.range(0, missing)
          .parallel()
          .mapToObj(index -> entry(first + index))
          .toList()
          .stream()
          .filter(entry -> fingerprints.add(entry.program().fingerprint()))
          .forEach(entries::add);
      seed += missing;
    }
    return List.copyOf(entries);
  }

  private static CatalogEntry drawn(long seed, SplittableRandom random) {
    ProgramFamily family = ProgramFamily.of(seed);
    String name = PREFIX + seed;
    Jaxpr jaxpr = family.draw(random, size(random));
    InlinedJaxpr inlined = Inlining.inline(name, new JaxprListing(List.of(), jaxpr));
    return new CatalogEntry(
        name,
        "drawn by seed %d, of the family %s".formatted(seed, family.label()),
        ProgramTranslation.translate(name, name, inlined.jaxpr()),
        inlined.origins(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(TAG));
  }

  /** Draws about how many equations a function gets; small ones are more frequent. */
  private static int size(SplittableRandom random) {
    double share = random.nextDouble();
    return LEAST_SIZE + (int) ((MOST_SIZE - LEAST_SIZE) * share * share);
  }

  private static boolean isFit(Program program) {
    ComputationalGraph graph = CostModel.PRINCIPLE.linearize(program);
    return graph.eliminableCount() >= LEAST_ELIMINABLE
        && graph.eliminableCount() <= MOST_ELIMINABLE
        && !isSolved(graph)
        && !isSolved(CostModel.GRAPHAX.linearize(program))
        && new OrderVerifier(program, 1).obstacle().isEmpty();
  }

  /**
   * Tells whether one of the baselines is known to be optimal, so that there is nothing to learn.
   */
  private static boolean isSolved(ComputationalGraph graph) {
    long bound = CutBounds.of(graph).total();
    return Stream.of(HeuristicOrder.REVERSE, HeuristicOrder.FORWARD, HeuristicOrder.MARKOWITZ)
        .mapToLong(rule -> EliminationCost.of(graph, rule.of(graph)).multiplications())
        .anyMatch(multiplications -> multiplications <= bound);
  }
}
