package crosscountry.jobs.search;

import crosscountry.datasets.tables.Ints;
import crosscountry.environment.annealing.AnnealingBudget;
import crosscountry.environment.annealing.AnnealingResult;
import crosscountry.environment.annealing.SimulatedAnnealing;
import crosscountry.environment.graph.ComputationalGraph;
import java.time.Duration;

/** Simulated annealing, which sets out from the heuristic orders. */
public record AnnealingMethod() implements TimedMethod {

  private static final long serialVersionUID = 1L;

  @Override
  public String name() {
    return "annealing";
  }

  @Override
  public Staffing staffing() {
    return Staffing.EVERY_CORE;
  }

  @Override
  public Finding search(
      ComputationalGraph graph, Duration budget, long seed, TaskSupervision supervision) {
    AnnealingResult result =
        new SimulatedAnnealing(graph)
            .run(
                new AnnealingBudget.Time(budget),
                seed,
                supervision::isRecalled,
                supervision::improved);
    return new Finding(
        Ints.of(result.order().equations()),
        result.multiplications(),
        result.windows(),
        Finding.NOTHING_PROVEN);
  }
}
