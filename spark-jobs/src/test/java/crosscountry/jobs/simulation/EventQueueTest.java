package crosscountry.jobs.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Events come as sorting would bring them. */
final class EventQueueTest {

  private record Event(int time, int number) {}

  @Property(tries = 200)
  void earlierOnesComeFirstAndSimultaneousOnesAsAdded(
      @ForAll @Size(max = 3_000) List<@IntRange(max = 50) Integer> times) {
    EventQueue queue = new EventQueue();
    List<Event> expected = new ArrayList<>();
    for (int number = 0; number < times.size(); number++) {
      queue.add(times.get(number), EventKind.TASK_PLAYED, number);
      expected.add(new Event(times.get(number), number));
    }
    expected.sort(Comparator.comparingInt(Event::time));
    for (Event event : expected) {
      assertThat(queue.next()).isTrue();
      assertThat(queue.time()).isEqualTo(event.time());
      assertThat(queue.kind()).isEqualTo(EventKind.TASK_PLAYED);
      assertThat(queue.subject()).isEqualTo(event.number());
    }
    assertThat(queue.next()).isFalse();
  }
}
