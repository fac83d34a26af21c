package crosscountry.jobs.server;

import crosscountry.environment.annealing.AnnealingBudget;
import crosscountry.environment.annealing.AnnealingResult;
import crosscountry.environment.annealing.SimulatedAnnealing;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Local search on what self-play has found, after the last wave and apart from learning: its orders
 * teach the network nothing, and are stored under their own method.
 */
public final class Polishing {

  private final long windows;
  private final long seed;
  private final RunRecorder recorder;

  /**
   * Prepares the search.
   *
   * @param windows re-insertions to try on each graph
   * @param seed source of its choices
   * @param recorder writes what it finds
   */
  public Polishing(long windows, long seed, RunRecorder recorder) {
    this.windows = windows;
    this.seed = seed;
    this.recorder = recorder;
  }

  /**
   * Improves the best order of each graph and publishes what beats it.
   *
   * @param stopRequested true ends the search with what it has
   */
  public void run(List<Standing> standings, BooleanSupplier stopRequested) {
    for (Standing standing : standings) {
      if (standing.isPlayed() && !standing.graph().isPractice() && !stopRequested.getAsBoolean()) {
        AnnealingResult result =
            new SimulatedAnnealing(
                    standing.graph().game().graph(), standing.graph().game().bounds())
                .stoppedBy(standing.graph().lowerBound())
                .run(
                    List.of(standing.bestOrder()),
                    new AnnealingBudget.Windows(windows),
                    seed,
                    stopRequested);
        standing.polish(result.multiplications());
        if (result.multiplications() < standing.best()) {
          recorder.notePolished(standing, result);
        }
      }
    }
    recorder.recordPolished();
  }
}
