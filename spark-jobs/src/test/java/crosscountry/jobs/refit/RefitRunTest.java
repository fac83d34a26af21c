package crosscountry.jobs.refit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crosscountry.datasets.tables.FileKey;
import crosscountry.datasets.tables.Warehouse;
import crosscountry.environment.game.EncodedPosition;
import crosscountry.environment.heuristic.HeuristicOrder;
import crosscountry.jobs.spark.SparkSessions;
import crosscountry.models.learning.Learner;
import crosscountry.models.learning.LearnerSettings;
import crosscountry.models.learning.LearnerState;
import crosscountry.models.network.Architecture;
import crosscountry.models.network.LearningRate;
import crosscountry.models.network.NetworkBlueprint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How rounds follow each other, and how they end. */
final class RefitRunTest {

  private static final int WORKERS = 2;
  private static final int BATCHES = 3;
  private static final int BATCH_SIZE = 8;

  @TempDir private static Path folder;

  private static SparkSession spark;
  private static JavaSparkContext context;
  private static GameLibrary library;
  private static Survey survey;

  @BeforeAll
  static void surveys() {
    spark = SparkSessions.registering("refit test", RefitWireClasses.class);
    context = new JavaSparkContext(spark.sparkContext());
    Warehouse warehouse = Warehouse.open(folder.toString());
    List<String> keys =
        StoredRows.write(
            warehouse,
            HeuristicOrder.FORWARD,
            HeuristicOrder.REVERSE,
            HeuristicOrder.MARKOWITZ,
            HeuristicOrder.LMMD,
            HeuristicOrder.REVERSE);
    library = StoredRows.library(warehouse);
    survey = Survey.of(context, library, keys, 2);
  }

  @AfterAll
  static void ends() {
    spark.close();
  }

  @Test
  void theSurveyFindsTheCheapestGames() {
    int moves = library.game(0).moves();
    assertThat(survey.games()).isEqualTo(5);
    assertThat(survey.positions()).isEqualTo(5L * moves);
    assertThat(survey.files())
        .extracting(GameFile::key)
        .contains(FileKey.ofRun("rules").wave(4).value());
    assertThat(survey.cheapest().in(library).of(library.game(0)))
        .hasSize(2)
        .allMatch(trace -> trace.multiplications() <= 407);
  }

  @Test
  void aRequestEndsItBetweenTwoRounds() {
    assertThat(survey.positions())
        .as("positions, more than two rounds draw")
        .isGreaterThan(2L * WORKERS * BATCHES * BATCH_SIZE);
    LearnerState start = start(settings(0.003));
    RefitRun run = run(start, settings(0.003));
    AtomicInteger asked = new AtomicInteger();
    BooleanSupplier afterTwoRounds = () -> asked.getAndIncrement() >= 2;
    List<EpochReport> epochs = new ArrayList<>();
    List<RefitProgress> rounds = new ArrayList<>();
    assertThat(run.run(5, afterTwoRounds, epochs::add, rounds::add)).isFalse();
    assertThat(epochs).hasSize(1);
    assertThat(rounds).extracting(RefitProgress::round).containsExactly(1, 2);
    assertThat(epochs.get(0).examples()).isEqualTo(2L * WORKERS * BATCHES * BATCH_SIZE);
    assertThat(run.state().steps()).isEqualTo(2 * BATCHES);
    assertThat(run.state().parameters()).isNotEqualTo(start.parameters());
  }

  @Test
  void lossesThatAreNotFiniteUndoTheRound() {
    LearnerState start = start(settings(1e30));
    RefitRun run = run(start, settings(1e30));
    assertThatThrownBy(() -> run.run(1, () -> false, epoch -> {}, round -> {}))
        .isInstanceOf(DivergedRefitException.class)
        .hasMessageContaining("round 1 of epoch 1")
        .hasMessageContaining("1.0E30");
    assertThat(run.state()).isEqualTo(start);
  }

  private static RefitRun run(LearnerState start, LearnerSettings settings) {
    return new RefitRun(
        context,
        library,
        survey,
        start,
        settings,
        new RefitRun.Feed(BATCH_SIZE, BATCHES, WORKERS, 0.5),
        1);
  }

  private static LearnerState start(LearnerSettings settings) {
    NetworkBlueprint blueprint =
        new NetworkBlueprint(Architecture.NEIGHBOURHOOD, EncodedPosition.FEATURES, 8);
    return Learner.create(blueprint, 1, settings).state();
  }

  private static LearnerSettings settings(double rate) {
    return LearnerSettings.defaults().withLearningRate(LearningRate.constant(rate));
  }
}
