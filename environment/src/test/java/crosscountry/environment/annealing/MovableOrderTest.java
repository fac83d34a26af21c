package crosscountry.environment.annealing;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.bounds.CutBounds;
import crosscountry.environment.elimination.EliminationCost;
import crosscountry.environment.elimination.EliminationOrder;
import crosscountry.environment.fixture.RandomGraphs;
import crosscountry.environment.fixture.RandomOrders;
import crosscountry.environment.fixture.RandomTensorGraphs;
import crosscountry.environment.fixture.RandomTensorPrograms;
import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.linearization.CostModel;
import crosscountry.environment.reduction.Opening;
import crosscountry.environment.structure.AlphaGradRules;
import crosscountry.environment.structure.PrincipleRules;
import crosscountry.environment.structure.StructureRules;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class MovableOrderTest {

  private static final long NO_LIMIT = 1L << 62;

  private static long cost(ComputationalGraph graph, int[] vertices) {
    return EliminationCost.of(graph, EliminationOrder.ofVertices(graph, vertices))
        .multiplications();
  }

  private static MovableOrder order(ComputationalGraph graph, long seed) {
    MovableOrder order =
        MovableOrder.of(Opening.of(graph, CutBounds.of(graph)), CutBounds.of(graph));
    order.reset(RandomOrders.of(graph, seed).vertices());
    return order;
  }

  private static int[] moved(int[] vertices, int from, int to) {
    List<Integer> list = new ArrayList<>();
    for (int vertex : vertices) {
      list.add(vertex);
    }
    list.add(to, list.remove(from));
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Compares moves, with every kind of limit, with counting the whole order anew. */
  private static void assertMovesAgree(ComputationalGraph graph, long seed, int moves) {
    MovableOrder order = order(graph, seed);
    int opening = graph.eliminableCount() - order.length();
    SplittableRandom random = new SplittableRandom(seed);
    for (int move = 0; order.length() > 1 && move < moves; move++) {
      int from = random.nextInt(order.length());
      int to = (from + random.nextInt(1, order.length())) % order.length();
      long limit = move % 4 == 0 ? NO_LIMIT : random.nextLong(-5, 10);
      int[] before = order.vertices();
      long costBefore = cost(graph, before);
      int[] after = moved(before, opening + from, opening + to);
      long change = cost(graph, after) - costBefore;

      long result = order.tryMove(from, to, limit);

      assertThat(result).isEqualTo(change <= limit ? change : MovableOrder.TOO_MUCH);
      assertThat(order.vertices()).isEqualTo(change <= limit ? after : before);
      assertThat(order.total()).isEqualTo(change <= limit ? costBefore + change : costBefore);
    }
  }

  @Property(tries = 200)
  void aMoveAgreesWithCountingTheWholeOrder(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph, @ForAll long seed) {
    assertMovesAgree(graph, seed, 60);
  }

  @Property(tries = 20)
  void aMoveAgreesWithCountingTheWholeOrderAcrossMachineWords(
      @ForAll(supplier = RandomGraphs.Large.class) ComputationalGraph graph, @ForAll long seed) {
    assertMovesAgree(graph, seed, 60);
  }

  @Property(tries = 100)
  void theOpeningComesFirstAndNeverRaisesTheCost(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph, @ForAll long seed) {
    MovableOrder order = order(graph, seed);

    assertThat(order.total()).isEqualTo(cost(graph, order.vertices()));
    assertThat(order.total())
        .isLessThanOrEqualTo(cost(graph, RandomOrders.of(graph, seed).vertices()));
  }

  @Property(tries = 150)
  void aMoveOnTensorsAgreesWithCountingTheWholeOrder(
      @ForAll long program, @ForAll CostModel model, @ForAll long seed) {
    assertMovesOnTensorsAgree(model.linearize(RandomTensorPrograms.of(program)), seed);
  }

  @Property(tries = 300)
  void aMoveAgreesWithCountingTheWholeOrderWhateverTheStructures(
      @ForAll long types, @ForAll boolean published, @ForAll long seed) {
    StructureRules rules = published ? AlphaGradRules.ALPHAGRAD : PrincipleRules.PRINCIPLE;
    assertMovesOnTensorsAgree(RandomTensorGraphs.ofTypes(types, rules), seed);
  }

  private static void assertMovesOnTensorsAgree(ComputationalGraph graph, long seed) {
    boolean setDetermined = graph.isSetDetermined();
    MovableOrder order = order(graph, seed);
    int opening = graph.eliminableCount() - order.length();
    SplittableRandom random = new SplittableRandom(seed);
    for (int move = 0; order.length() > 1 && move < 40; move++) {
      int from = random.nextInt(order.length());
      int to = (from + random.nextInt(1, order.length())) % order.length();
      long limit = move % 2 == 0 ? NO_LIMIT : random.nextLong(-20, 60);
      int[] before = order.vertices();
      long costBefore = cost(graph, before);
      int[] after = moved(before, opening + from, opening + to);
      long change = cost(graph, after) - costBefore;

      long result = order.tryMove(from, to, limit);

      // Where structures may differ behind the window, the window alone may forbid a move.
      boolean made = change <= limit && (setDetermined || result != MovableOrder.TOO_MUCH);
      assertThat(limit == NO_LIMIT && !made).isFalse();
      assertThat(result).isEqualTo(made ? change : MovableOrder.TOO_MUCH);
      assertThat(order.vertices()).isEqualTo(made ? after : before);
      assertThat(order.total()).isEqualTo(made ? costBefore + change : costBefore);
    }
  }

  @Property(tries = 50)
  void beginningAnewForgetsWhatWasBefore(
      @ForAll(supplier = RandomGraphs.Medium.class) ComputationalGraph graph, @ForAll long seed) {
    MovableOrder used = order(graph, seed);
    used.reset(RandomOrders.of(graph, seed + 1).vertices());
    MovableOrder fresh = order(graph, seed + 1);

    assertThat(used.total()).isEqualTo(fresh.total());
    for (int to = 1; to < used.length(); to++) {
      assertThat(used.tryMove(0, to, 2)).isEqualTo(fresh.tryMove(0, to, 2));
    }
  }
}
