package crosscountry.jobs.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** When tasks are called back. */
final class SearchBoardTest {

  private static final Duration LONG = Duration.ofDays(1);

  private final AtomicBoolean stop = new AtomicBoolean();

  @Test
  void nobodyIsCalledBackWhileThereIsSomethingToFind() {
    SearchBoard board = new SearchBoard(10, LONG, stop::get);
    assertThat(board.least()).isEmpty();
    assertThat(board.elapsed()).isZero();
    assertThat(board.hasBegun()).isFalse();
    assertThat(board.report(Long.MAX_VALUE)).isFalse();
    assertThat(board.least()).isEmpty();
    assertThat(board.hasBegun()).isTrue();
    assertThat(board.report(12)).isFalse();
    assertThat(board.report(15)).isFalse();
    assertThat(board.least()).isEqualTo(OptionalLong.of(12));
    assertThat(board.elapsed()).isPositive();
  }

  @Test
  void anOrderAtTheBoundCallsAllTasksBack() {
    SearchBoard board = new SearchBoard(10, LONG, stop::get);
    assertThat(board.report(12)).isFalse();
    assertThat(board.report(10)).isTrue();
    assertThat(board.report(12)).isTrue();
  }

  @Test
  void aRequestToStopCallsAllTasksBack() {
    SearchBoard board = new SearchBoard(10, LONG, stop::get);
    assertThat(board.report(12)).isFalse();
    stop.set(true);
    assertThat(board.report(12)).isTrue();
    assertThat(board.least()).isEqualTo(OptionalLong.of(12));
  }

  @Test
  void aTaskThatBeginsAnewLongAfterTheOthersIsNotWaitedFor() {
    SearchBoard board = new SearchBoard(10, Duration.ofSeconds(-3), stop::get);
    assertThat(board.report(12)).isTrue();
  }
}
