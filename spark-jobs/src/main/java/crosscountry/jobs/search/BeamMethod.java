package crosscountry.jobs.search;

import crosscountry.datasets.tables.Ints;
import crosscountry.environment.beam.BeamBudget;
import crosscountry.environment.beam.BeamResult;
import crosscountry.environment.beam.BeamSearch;
import crosscountry.environment.graph.ComputationalGraph;
import java.time.Duration;

/** Beam search over sets of eliminated vertices, which proves an optimum where a beam holds all. */
public record BeamMethod() implements TimedMethod {

  private static final long serialVersionUID = 1L;

  @Override
  public String name() {
    return "beam";
  }

  /** A beam takes orders of the same vertices for one, so what they leave must be the same. */
  @Override
  public boolean isApplicableTo(ComputationalGraph graph) {
    return BeamSearch.isApplicable(graph);
  }

  @Override
  public Staffing staffing() {
    return Staffing.DRIVER_ALONE;
  }

  @Override
  public Finding search(
      ComputationalGraph graph, Duration budget, long seed, TaskSupervision supervision) {
    BeamResult result =
        new BeamSearch(graph)
            .run(new BeamBudget.Time(budget), seed, supervision::isRecalled, supervision::improved);
    return new Finding(
        Ints.of(result.order().equations()),
        result.multiplications(),
        null,
        result.exhausted() ? result.multiplications() : Finding.NOTHING_PROVEN);
  }
}
