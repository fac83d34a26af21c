package crosscountry.datasets.curriculum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import crosscountry.datasets.catalog.Catalog;
import crosscountry.datasets.catalog.CatalogEntry;
import crosscountry.datasets.jaxpr.Jaxpr;
import crosscountry.datasets.jaxpr.JaxprListing;
import crosscountry.datasets.jaxpr.JaxprParser;
import crosscountry.datasets.jaxpr.JaxprWriter;
import crosscountry.environment.accumulation.OrderVerifier;
import crosscountry.environment.annealing.AnnealingBudget;
import crosscountry.environment.annealing.SimulatedAnnealing;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import crosscountry.environment.heuristic.HeuristicOrder;
import crosscountry.environment.linearization.CostModel;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The functions that seeds stand for are valid, diverse, and hard in the way real ones are. */
final class RandomCurriculumTest {

  private static final int SEEDS = 300;

  /** Drawn once for all tests, each on its own, so that equal ones would show. */
  private static final List<CatalogEntry> ENTRIES =
      IntStream.range(0, SEEDS).parallel().mapToObj(RandomCurriculum::entry).toList();

  @Test
  void aSeedAlwaysStandsForTheSameFunction() {
    for (int seed = 0; seed < 30; seed++) {
      assertThat(RandomCurriculum.entry(seed)).isEqualTo(ENTRIES.get(seed));
    }
    CatalogEntry entry = ENTRIES.get(17);
    assertThat(entry.name()).isEqualTo("random/17");
    assertThat(RandomCurriculum.isNameOfOne(entry.name())).isTrue();
    assertThat(RandomCurriculum.isNameOfOne("RoeFlux_1d")).isFalse();
    assertThat(entry.source()).contains("17").contains("tensors");
    assertThat(entry.tag()).contains("random");
    assertThat(entry.published()).isEmpty();
    assertThat(entry.bound()).isEmpty();
    assertThat(entry.origins()).hasSameSizeAs(entry.program().equations());
  }

  @Test
  void everyFunctionIsOfItsFamilyAndOfAFitSize() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Program program = ENTRIES.get(seed).program();
      assertThat(program.isScalar()).isEqualTo(ProgramFamily.of(seed) != ProgramFamily.TENSORS);
      assertThat(CostModel.PRINCIPLE.linearize(program).eliminableCount())
          .isBetween(RandomCurriculum.LEAST_ELIMINABLE, RandomCurriculum.MOST_ELIMINABLE);
    }
    double mean =
        ENTRIES.stream()
            .mapToInt(entry -> CostModel.PRINCIPLE.linearize(entry.program()).eliminableCount())
            .average()
            .orElseThrow();
    assertThat(mean).isBetween(55.0, 90.0);
  }

  /** Too many structures would be an exception. */
  @Test
  void everyFunctionCanBeEliminatedByEveryCostModel() {
    ENTRIES.parallelStream()
        .forEach(
            entry -> {
              for (CostModel model : CostModel.values()) {
                ComputationalGraph graph = model.linearize(entry.program());
                assertThat(cost(graph, HeuristicOrder.FORWARD)).isPositive();
                assertThat(cost(graph, HeuristicOrder.REVERSE)).isPositive();
                assertThat(cost(graph, HeuristicOrder.MARKOWITZ)).isPositive();
                assertThat(cost(graph, shuffled(graph))).isPositive();
              }
            });
  }

  @Test
  void everyFunctionUsesAllThatItComputesAndReads() {
    for (CatalogEntry entry : ENTRIES) {
      Program program = entry.program();
      Set<Operand> used = new HashSet<>(program.outputs());
      assertThat(program.outputs()).doesNotHaveDuplicates();
      for (int number = program.equations().size(); number >= 1; number--) {
        assertThat(used).as(entry.name()).contains(new Operand.Result(number));
        used.addAll(program.equations().get(number - 1).operands());
      }
      for (int position = 0; position < program.inputs(); position++) {
        assertThat(used).as(entry.name()).contains(new Operand.Input(position));
      }
    }
  }

  @Test
  void everyOutputDependsOnAnInput() {
    for (CatalogEntry entry : ENTRIES) {
      Program program = entry.program();
      BitSet depends = new BitSet();
      for (int number = 1; number <= program.equations().size(); number++) {
        depends.set(
            number,
            program.equations().get(number - 1).differentiableOperands().stream()
                .anyMatch(operand -> depends(operand, depends)));
      }
      assertThat(program.outputs()).as(entry.name()).allMatch(output -> depends(output, depends));
    }
  }

  private static boolean depends(Operand operand, BitSet results) {
    return operand instanceof Operand.Input
        || (operand instanceof Operand.Result result && results.get(result.equation()));
  }

  @Test
  void ordersCanBeProven() {
    ENTRIES.subList(0, 90).parallelStream()
        .forEach(
            entry -> {
              OrderVerifier verifier = new OrderVerifier(entry.program(), 2);
              ComputationalGraph graph = CostModel.PRINCIPLE.linearize(entry.program());
              assertThat(verifier.verify(HeuristicOrder.MARKOWITZ.of(graph)).jacobianAgrees())
                  .as(entry.name())
                  .isTrue();
            });
  }

  @Test
  void ofManySeedsHardlyTwoStandForTheSameFunction() {
    long different =
        ENTRIES.stream().map(entry -> entry.program().fingerprint()).distinct().count();
    assertThat(different).isGreaterThan(SEEDS * 95 / 100);
  }

  @Test
  void severalFunctionsFollowOneAnotherFromTheFirstSeed() {
    assertThat(RandomCurriculum.entries(5, 10)).isEqualTo(ENTRIES.subList(10, 15));
  }

  /** How much the scalar graphs of the catalog differ from each other is several times as much. */
  @Test
  void sampledGraphsReadAsTheScalarGraphsOfTheCatalogDo() {
    ReadStatistics real =
        ReadStatistics.of(
            Catalog.builtIn().entries().stream()
                .map(CatalogEntry::program)
                .filter(Program::isScalar)
                .toList());
    ReadStatistics random =
        ReadStatistics.of(
            ENTRIES.stream()
                .filter(entry -> entry.source().endsWith(ProgramFamily.GRAPHS.label()))
                .map(CatalogEntry::program)
                .toList());
    assertThat(random.unary()).isCloseTo(real.unary(), within(0.05));
    assertThat(random.ofInputs()).isCloseTo(real.ofInputs(), within(0.05));
    assertThat(random.first()).isCloseTo(real.first(), within(0.05));
    assertThat(random.ofNewest()).isCloseTo(real.ofNewest(), within(0.1));
    assertThat(random.ofFar()).isCloseTo(real.ofFar(), within(0.1));
    assertThat(random.readOnce()).isCloseTo(real.readOnce(), within(0.05));
    assertThat(random.readOften()).isCloseTo(real.readOften(), within(0.02));
    assertThat(random.outputs()).isCloseTo(real.outputs(), within(0.03));
    assertThat(random.outputsRead()).isCloseTo(real.outputsRead(), within(0.1));
  }

  /** On real graphs the best of the three baselines takes 1 to 1.5 times what annealing finds. */
  @ParameterizedTest
  @EnumSource
  void baselinesAreNotAsGoodAsASearch(ProgramFamily family) {
    double[] ratios =
        IntStream.range(0, SEEDS)
            .filter(seed -> ProgramFamily.of(seed) == family)
            .limit(24)
            .parallel()
            .mapToDouble(seed -> ratio(CostModel.PRINCIPLE.linearize(ENTRIES.get(seed).program())))
            .sorted()
            .toArray();
    assertThat(ratios[ratios.length / 2]).isBetween(1.05, 1.5);
    assertThat(ratios[ratios.length / 5]).isGreaterThan(1.01);
  }

  private static double ratio(ComputationalGraph graph) {
    long baseline =
        Stream.of(HeuristicOrder.FORWARD, HeuristicOrder.REVERSE, HeuristicOrder.MARKOWITZ)
            .mapToLong(rule -> cost(graph, rule))
            .min()
            .orElseThrow();
    long annealed =
        new SimulatedAnnealing(graph)
            .run(new AnnealingBudget.Windows(20_000), 1, () -> false)
            .multiplications();
    return (double) baseline / annealed;
  }

  @ParameterizedTest
  @EnumSource
  void whatIsDrawnCanBeWrittenAndReadAgain(ProgramFamily family) {
    for (int seed = 0; seed < 50; seed++) {
      Jaxpr drawn = family.draw(new SplittableRandom(seed), 80);
      JaxprListing listing = new JaxprListing(List.of(), drawn);
      assertThat(JaxprParser.parse("drawn", JaxprWriter.write(listing))).isEqualTo(listing);
    }
  }

  private static long cost(ComputationalGraph graph, HeuristicOrder rule) {
    return cost(graph, rule.of(graph));
  }

  private static long cost(ComputationalGraph graph, EliminationOrder order) {
    return EliminationCost.of(graph, order).multiplications();
  }

  private static EliminationOrder shuffled(ComputationalGraph graph) {
    int[] vertices = graph.eliminable();
    SplittableRandom random = new SplittableRandom(1);
    for (int last = vertices.length - 1; last > 0; last--) {
      int chosen = random.nextInt(last + 1);
      int moved = vertices[last];
      vertices[last] = vertices[chosen];
      vertices[chosen] = moved;
    }
    return EliminationOrder.ofVertices(graph, vertices);
  }
}
