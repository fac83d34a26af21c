package crosscountry.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions have one order, whoever makes them. */
class PromotionTableTest {

  private static final CheckpointId OLD = new CheckpointId("nightly-0", 3);
  private static final CheckpointId NEW = new CheckpointId("nightly-1", 17);

  @TempDir Path folder;
  private PromotionTable promotions;

  @BeforeEach
  void opens() {
    promotions = Warehouse.open(folder.toString()).promotions();
  }

  private static PromotionRow decision(long number, CheckpointId promoted) {
    return SampleRows.promotion(number, PromotionRow.Outcome.PROMOTED, promoted);
  }

  @Test
  void whatTheLastDecisionSaysIsPromotedAndWhatEarlierOnesSayIsKept() {
    assertThat(promotions.history().by("principle")).isEmpty();
    assertThat(promotions.history().next()).isEqualTo(1);
    promotions.append(decision(1, OLD));
    promotions.append(decision(2, NEW));
    promotions.append(SampleRows.promotion(3, PromotionRow.Outcome.REFUSED, NEW));
    PromotionHistory history = promotions.history();

    assertThat(history.by("principle"))
        .extracting(PromotionRow::promoted)
        .containsExactly(NEW, NEW, OLD);
    assertThat(history.by("graphax")).isEmpty();
    assertThat(history.everPromoted()).containsExactly(NEW, OLD);
    assertThat(history.next()).isEqualTo(4);
    assertThat(history.of("nightly-3").orElseThrow().outcome())
        .isEqualTo(PromotionRow.Outcome.REFUSED);
    assertThat(history.of("nightly-4")).isEmpty();
  }

  @Test
  void aNumberIsGivenOnce() {
    assertThat(promotions.append(decision(1, OLD))).isTrue();
    assertThat(promotions.append(decision(1, NEW))).isFalse();
    assertThat(promotions.append(decision(1, OLD))).as("the same again").isTrue();

    assertThat(promotions.history().by("principle"))
        .extracting(PromotionRow::promoted)
        .containsExactly(OLD);
  }

  @Test
  void ofManyWhoDecideAtATimeOneDoes() throws Exception {
    int deciders = 4;
    ExecutorService threads = Executors.newFixedThreadPool(deciders);
    try {
      for (long number = 1; number <= 5; number++) {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Boolean>> answers = new ArrayList<>();
        for (int decider = 0; decider < deciders; decider++) {
          PromotionRow row = decision(number, new CheckpointId("nightly-0", decider));
          answers.add(
              threads.submit(
                  () -> {
                    start.await();
                    return promotions.append(row);
                  }));
        }
        start.countDown();
        int won = 0;
        for (Future<Boolean> answer : answers) {
          won += answer.get() ? 1 : 0;
        }
        assertThat(won).isEqualTo(1);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(promotions.history().next()).isEqualTo(6);
  }

  @Test
  void aDamagedDecisionIsPassedOverAndItsNumberIsNotGivenAgain() throws IOException {
    promotions.append(decision(1, OLD));
    promotions.append(decision(2, NEW));
    Files.writeString(folder.resolve("promotions/decision-000000000002.parquet"), "PAR1");
    PromotionHistory history = promotions.history();

    assertThat(history.by("principle")).extracting(PromotionRow::promoted).containsExactly(OLD);
    assertThat(history.skipped()).singleElement().asString().contains("decision-000000000002");
    assertThat(history.next()).isEqualTo(3);
  }

  @Test
  void whoAsksForPromotedCheckpointsAgainLearnsOfNewDecisions() throws IOException {
    PromotedCheckpoints promoted = new PromotedCheckpoints(Warehouse.open(folder.toString()));
    assertThat(promoted.get()).isEmpty();
    promotions.append(decision(1, OLD));
    assertThat(promoted.get()).containsExactly(OLD);
    promotions.append(decision(2, NEW));
    assertThat(promoted.get()).containsExactlyInAnyOrder(OLD, NEW);

    Files.writeString(folder.resolve("promotions/decision-000000000003.parquet"), "PAR1");

    assertThatThrownBy(promoted::get)
        .isInstanceOf(WarehouseException.class)
        .hasMessageContainingAll("it cannot be told which checkpoints", "decision-000000000003");
  }

  @Test
  void aForeignFileIsNamed() throws IOException {
    promotions.append(decision(1, OLD));
    Files.copy(
        folder.resolve("promotions/decision-000000000001.parquet"),
        folder.resolve("promotions/copy.parquet"));

    assertThatThrownBy(promotions::history)
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("copy.parquet: its name is none of a decision");
  }
}
