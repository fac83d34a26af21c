package crosscountry.optimality;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.graph.ComputationalGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TournamentTest {

  @Test
  void anOrderKeepsAllPrecedencesIfThereIsNoCycle() {
    for (long seed = 1; seed <= 200; seed++) {
      Kernel kernel = WovenGraph.kernel(seed);
      Comparabilities pairs = new Comparabilities(kernel);
      Random random = new Random(seed);
      Map<Integer, Double> rank = new HashMap<>();
      for (int vertex : pairs.vertices()) {
        rank.put(vertex, random.nextDouble());
      }
      List<Precedence> precedences = new ArrayList<>();
      for (Precedence pair : all(pairs)) {
        boolean asIs = rank.get(pair.first()) < rank.get(pair.second());
        precedences.add(asIs ? pair : pair.reversed());
      }
      Tournament tournament = new Tournament(pairs, kernel.graph().vertices(), precedences);
      assertThat(tournament.cycles()).isEmpty();
      assertThat(broken(precedences, tournament.order())).isZero();
    }
  }

  @Test
  void findsTrueCyclesWhereNoOrderKeepsAll() {
    int cyclic = 0;
    for (long seed = 1; seed <= 200; seed++) {
      ComputationalGraph graph = WovenGraph.of(seed);
      Kernel kernel = WovenGraph.kernel(seed);
      Comparabilities pairs = new Comparabilities(kernel);
      Random random = new Random(seed);
      List<Precedence> precedences = new ArrayList<>();
      for (Precedence pair : all(pairs)) {
        precedences.add(random.nextBoolean() ? pair : pair.reversed());
      }
      Tournament tournament = new Tournament(pairs, graph.vertices(), precedences);
      List<List<Integer>> cycles = tournament.cycles();
      Set<Precedence> known = new HashSet<>(precedences);
      for (List<Integer> cycle : cycles) {
        for (int index = 0; index < cycle.size(); index++) {
          int next = cycle.get((index + 1) % cycle.size());
          assertThat(known).contains(new Precedence(cycle.get(index), next));
        }
      }
      assertThat(cycles).doesNotHaveDuplicates();
      assertThat(cycles.isEmpty()).isEqualTo(broken(precedences, tournament.order()) == 0);
      cyclic += cycles.isEmpty() ? 0 : 1;
    }
    assertThat(cyclic).isGreaterThan(30);
  }

  private static List<Precedence> all(Comparabilities pairs) {
    List<Precedence> all = new ArrayList<>();
    for (int vertex : pairs.vertices()) {
      for (int ancestor : pairs.ancestors(vertex)) {
        all.add(new Precedence(ancestor, vertex));
      }
    }
    return all;
  }

  private static long broken(List<Precedence> precedences, int[] order) {
    Map<Integer, Integer> position = new HashMap<>();
    for (int step = 0; step < order.length; step++) {
      position.put(order[step], step);
    }
    return precedences.stream()
        .filter(p -> position.get(p.first()) > position.get(p.second()))
        .count();
  }
}
