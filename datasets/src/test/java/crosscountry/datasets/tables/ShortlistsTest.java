package crosscountry.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Lists for the files of a batch, of which each knows what is cheap in those before it. */
class ShortlistsTest {

  private static final Instant NOON = Instant.parse("2030-11-01T12:00:00Z");
  private static final RowCheck<OrderHead> CHECK =
      head -> head.multiplications() > 0 ? Optional.empty() : Optional.of("it takes nothing");

  private final Shortlists before = new Shortlists(2);

  private static OrderHead head(String graph, String run, long multiplications, Instant found) {
    return new KeptHead(
        FileKey.ofRun(run).wave(0),
        0,
        graph,
        "0123abcd",
        "principle",
        multiplications,
        1,
        "beam",
        run,
        found,
        true);
  }

  private void fill() {
    before.show(head("g", "a", 10, NOON), CHECK);
    before.show(head("g", "c", 20, NOON), CHECK);
  }

  private Shortlists showBeside(OrderHead... heads) {
    Shortlists beside = before.beside();
    for (OrderHead head : heads) {
      beside.show(head, CHECK);
    }
    return beside;
  }

  private static List<String> runs(Shortlists lists, String graph) {
    return lists.bySubject().entrySet().stream()
        .filter(list -> list.getKey().graph().equals(graph))
        .flatMap(list -> list.getValue().cheapestFirst().stream())
        .map(OrderHead::runId)
        .toList();
  }

  @Test
  void whatIsDearerThanAFullListIsNotKept() {
    fill();
    Shortlists beside =
        showBeside(head("g", "b", 21, NOON), head("g", "d", 15, NOON), head("g", "e", 99, NOON));
    assertThat(runs(beside, "g")).containsExactly("d");
    before.addAll(beside);
    assertThat(runs(before, "g")).containsExactly("a", "d");
  }

  @Test
  void aListThatIsNotFullKeepsOutNothing() {
    before.show(head("g", "a", 10, NOON), CHECK);
    Shortlists beside = showBeside(head("g", "b", 99, NOON));
    before.addAll(beside);
    assertThat(runs(before, "g")).containsExactly("a", "b");
  }

  @Test
  void ofEqualOnesTheOlderIsKeptAndThenTheOneOfTheFirstAppend() {
    fill();
    Shortlists beside =
        showBeside(
            head("g", "x", 20, NOON.plusSeconds(1)),
            head("g", "d", 20, NOON),
            head("g", "b", 20, NOON),
            head("g", "z", 20, NOON.minusSeconds(1)));
    assertThat(runs(beside, "g")).containsExactly("z", "b");
    before.addAll(beside);
    assertThat(runs(before, "g")).containsExactly("a", "z");
  }

  @Test
  void otherGraphsAreNotKeptOut() {
    fill();
    assertThat(runs(showBeside(head("h", "b", 99, NOON)), "h")).containsExactly("b");
  }

  @Test
  void poisonIsToldOfThoughAListIsFullAndTakesNoPlace() {
    fill();
    OrderHead poisoned = head("g", "b", -1, NOON);
    Shortlists beside = showBeside(poisoned, head("g", "d", 15, NOON));
    assertThat(beside.poisoned()).containsOnlyKeys(poisoned.append());
    before.addAll(beside);
    assertThat(runs(before, "g")).containsExactly("a", "d");
  }
}
