package crosscountry.datasets.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.graph.Equation;
import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import crosscountry.environment.linearization.CostModel;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The built-in graphs are the published ones: of their size, and of the published cost under the
 * orders whose cost is published. Orders are costed here from the definition, with nothing of the
 * engines that are to be checked.
 */
class CatalogGraphsTest {

  @ParameterizedTest
  @CsvSource({
    "HumanHeartDipole, 86, 8, 8, 78",
    "PropaneCombustion, 62, 11, 11, 51",
    "RoeFlux_1d, 101, 6, 3, 98",
    "RobotArm_6DOF, 114, 6, 6, 108",
    "g, 105, 15, 20, 85",
  })
  void haveThePublishedSizes(String name, int equations, int inputs, int outputs, int eliminable) {
    Program program = Catalog.builtIn().resolve(name).program();

    assertThat(program.equations()).hasSize(equations);
    assertThat(program.inputs()).isEqualTo(inputs);
    assertThat(program.outputs()).hasSize(outputs).doesNotHaveDuplicates();
    assertThat(CostModel.PRINCIPLE.linearize(program).eliminableCount()).isEqualTo(eliminable);
    assertThat(intermediates(program)).hasSize(eliminable);
  }

  @ParameterizedTest
  @CsvSource({
    "HumanHeartDipole, 240, 172, 194, 148, 148",
    "PropaneCombustion, 151, 90, 111, 88, 88",
    "RoeFlux_1d, 620, 364, 407, 320, 320",
    "RobotArm_6DOF, 397, 301, 288, 231, 231",
    "g, 632, 566, 451, 417, 416",
  })
  void costWhatIsPublished(
      String name, long forward, long reverse, long markowitz, long ordered, long best) {
    CatalogEntry entry = Catalog.builtIn().resolve(name);
    PublishedResult published = entry.published().orElseThrow();
    List<Integer> ascending = intermediates(entry.program());
    List<Integer> descending = ascending.stream().sorted(Collections.reverseOrder()).toList();

    assertThat(cost(entry.program(), ascending)).isEqualTo(forward);
    assertThat(cost(entry.program(), descending)).isEqualTo(reverse);
    assertThat(published.order()).containsExactlyInAnyOrderElementsOf(ascending);
    assertThat(cost(entry.program(), published.order())).isEqualTo(ordered);
    assertThat(published)
        .isEqualTo(
            new PublishedResult(
                forward,
                reverse,
                markowitz,
                best,
                OptionalLong.empty(),
                OptionalLong.empty(),
                CostModel.PRINCIPLE,
                published.order(),
                ordered));
  }

  @ParameterizedTest
  @CsvSource({
    "HumanHeartDipole, add=12 integer_pow=12 mul=40 sub=22",
    "PropaneCombustion, add=11 div=3 integer_pow=2 mul=20 sqrt=6 sub=20",
    "RoeFlux_1d, abs=3 add=19 div=14 integer_pow=3 mul=38 sqrt=8 sub=16",
    "RobotArm_6DOF, add=21 atan2=3 cos=9 integer_pow=1 mul=60 neg=2 sin=9 sqrt=1 sub=8",
    "g, add=8 asin=1 asinh=1 atan=2 atan2=18 atanh=3 cos=2 div=15 exp=1 integer_pow=2 log=1 mul=11"
        + " neg=1 pow=18 sin=1 sinh=1 sub=17 tan=2",
  })
  void areMadeOfThePublishedPrimitives(String name, String histogram) {
    Map<String, Long> counts =
        Catalog.builtIn().resolve(name).program().equations().stream()
            .collect(
                Collectors.groupingBy(Equation::primitive, TreeMap::new, Collectors.counting()));

    String counted =
        counts.entrySet().stream()
            .map(count -> count.getKey() + "=" + count.getValue())
            .collect(Collectors.joining(" "));
    assertThat(counted).isEqualTo(histogram);
  }

  /** An edge from a vertex to one that reads it; inputs are counted down from zero. */
  private record Edge(int from, int to) {}

  private static List<Integer> intermediates(Program program) {
    Set<Operand> outputs = new HashSet<>(program.outputs());
    return IntStream.rangeClosed(1, program.equations().size())
        .filter(number -> !outputs.contains(new Operand.Result(number)))
        .boxed()
        .toList();
  }

  private static long cost(Program program, List<Integer> order) {
    Set<Edge> edges = edges(program);
    long multiplications = 0;
    for (int vertex : order) {
      Set<Edge> into = edges.stream().filter(e -> e.to() == vertex).collect(Collectors.toSet());
      Set<Edge> outOf = edges.stream().filter(e -> e.from() == vertex).collect(Collectors.toSet());
      for (Edge first : into) {
        for (Edge second : outOf) {
          multiplications++;
          edges.add(new Edge(first.from(), second.to()));
        }
      }
      edges.removeAll(into);
      edges.removeAll(outOf);
    }
    return multiplications;
  }

  private static Set<Edge> edges(Program program) {
    Set<Edge> edges = new HashSet<>();
    for (int number = 1; number <= program.equations().size(); number++) {
      for (Operand operand : program.equations().get(number - 1).operands()) {
        if (operand instanceof Operand.Result result) {
          edges.add(new Edge(result.equation(), number));
        } else if (operand instanceof Operand.Input input) {
          edges.add(new Edge(-input.position(), number));
        }
      }
    }
    return edges;
  }
}
