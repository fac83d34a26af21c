package crosscountry.jobs.search;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.graph.ComputationalGraph;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What holds for every method, whatever it is. */
final class SearchMethodTest {

  private static final ComputationalGraph CHAIN =
      new ComputationalGraph.Builder("chain", 2, 4)
          .readsInput(1, 0)
          .readsInput(1, 1)
          .readsResult(2, 1)
          .readsResult(3, 2)
          .readsResult(4, 3)
          .output(4)
          .build();

  @Test
  void everyMethodIsFoundByItsNameAndHasOneOfItsOwn() {
    assertThat(SearchMethod.all())
        .extracting(SearchMethod::name)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
    for (SearchMethod method : SearchMethod.all()) {
      assertThat(SearchMethod.named(method.name())).contains(method);
    }
    assertThat(SearchMethod.named("Annealing")).isEmpty();
  }

  @Test
  void aTimedMethodThatIsRecalledAtOnceStillHasAnOrder() {
    for (SearchMethod method : SearchMethod.all()) {
      if (method instanceof TimedMethod timed) {
        Supervision supervision = new Supervision();
        Finding finding = timed.search(CHAIN, Duration.ofDays(1), 1, supervision);
        assertThat(finding.equations().length()).isEqualTo(3);
        assertThat(supervision.least).isEqualTo(finding.multiplications());
      }
    }
  }

  /** Recalls at once. */
  private static final class Supervision implements TaskSupervision {

    private long least = Long.MAX_VALUE;

    @Override
    public void improved(long multiplications) {
      assertThat(multiplications).isLessThan(least);
      least = multiplications;
    }

    @Override
    public boolean isRecalled() {
      return true;
    }
  }
}
