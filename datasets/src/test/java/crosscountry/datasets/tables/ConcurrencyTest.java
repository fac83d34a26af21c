package crosscountry.datasets.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ConcurrencyTest {

  private static final int WRITERS = 8;
  private static final int APPENDS = 200;
  private static final int READERS = 4;
  private static final int ROWS_PER_FILE = 7;

  /** After how many appends a reader looks again that reads what is new, or all. */
  private static final int FEW = 16;

  private static final int MANY = 256;

  @TempDir Path folder;

  @Test
  @Timeout(120)
  void readersSeeWholeAppendsOnly() throws Exception {
    Table<OrderRow> orders = Warehouse.open(folder.toString()).orders();
    orders.append(FileKey.ofRun("first"), rows("first"));
    AtomicInteger writing = new AtomicInteger(WRITERS);
    List<Callable<Integer>> jobs = new ArrayList<>();
    // So that readers look while there is something new, and not all the time.
    List<Semaphore> news = Stream.generate(() -> new Semaphore(0)).limit(READERS + 1).toList();
    for (int writer = 0; writer < WRITERS; writer++) {
      jobs.add(writer("w" + writer, writing, news));
    }
    jobs.add(wholeReader(writing, news.get(0)));
    for (int reader = 1; reader < READERS; reader++) {
      jobs.add(followingReader(writing, news.get(reader)));
    }
    jobs.add(duckDb(writing, news.get(READERS)));

    runAll(jobs);

    assertThat(orders.read()).hasSize(ROWS_PER_FILE * (1 + WRITERS * APPENDS));
    assertThat(orders.keys()).hasSize(1 + WRITERS * APPENDS);
  }

  private Callable<Integer> writer(String runId, AtomicInteger writing, List<Semaphore> news) {
    return () -> {
      try {
        Table<OrderRow> orders = Warehouse.open(folder.toString()).orders();
        for (int wave = 0; wave < APPENDS; wave++) {
          assertThat(orders.append(FileKey.ofRun(runId).wave(wave), rows(runId))).isTrue();
          news.forEach(Semaphore::release);
        }
      } finally {
        // A writer that fails must not leave the readers waiting for it.
        writing.decrementAndGet();
        news.forEach(reader -> reader.release(MANY));
      }
      return APPENDS;
    };
  }

  /** Reads what is new since it looked last. */
  private Callable<Integer> followingReader(AtomicInteger writing, Semaphore news) {
    return () -> {
      Table<OrderRow> orders = Warehouse.open(folder.toString()).orders();
      UsableRows<OrderRow> usable =
          orders.usable(
              RowCheck.none(),
              Quarantine.reporting(
                  sentence -> {
                    throw new AssertionError(sentence);
                  }));
      Set<FileKey> seen = new HashSet<>();
      boolean last;
      do {
        news.acquire(FEW);
        last = writing.get() == 0;
        List<FileKey> keys = orders.keys();
        assertThat(keys.containsAll(seen)).as("nothing that was there is gone").isTrue();
        for (FileKey key : keys) {
          if (seen.add(key)) {
            List<OrderRow> rows = new ArrayList<>();
            usable.scanFile(key, rows::add);
            assertThat(rows).hasSize(ROWS_PER_FILE);
          }
        }
      } while (!last);
      assertThat(seen).hasSize(1 + WRITERS * APPENDS);
      return seen.size();
    };
  }

  private Callable<Integer> wholeReader(AtomicInteger writing, Semaphore news) {
    return () -> {
      Table<OrderRow> orders = Warehouse.open(folder.toString()).orders();
      int before = 0;
      do {
        news.acquire(MANY);
        int now = orders.read().size();
        assertThat(now % ROWS_PER_FILE).isZero();
        assertThat(now).isGreaterThanOrEqualTo(Math.max(ROWS_PER_FILE, before));
        before = now;
      } while (writing.get() > 0);
      return before;
    };
  }

  private Callable<Integer> duckDb(AtomicInteger writing, Semaphore news) {
    return () -> {
      int before = 0;
      try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
          Statement statement = connection.createStatement()) {
        do {
          news.acquire(MANY);
          int now = count(statement);
          assertThat(now % ROWS_PER_FILE).isZero();
          assertThat(now).isGreaterThanOrEqualTo(Math.max(ROWS_PER_FILE, before));
          before = now;
        } while (writing.get() > 0);
      }
      return before;
    };
  }

  private int count(Statement statement) throws SQLException {
    String query = "SELECT count(\"order\") FROM '%s/orders/*.parquet'".formatted(folder);
    try (ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getInt(1);
    }
  }

  @Test
  void ofManyWritersWithOneKeyExactlyOneWins() throws Exception {
    for (int wave = 0; wave < 10; wave++) {
      FileKey key = FileKey.ofRun("r").wave(wave);
      List<Callable<Integer>> jobs = new ArrayList<>();
      IntStream.range(0, WRITERS).forEach(writer -> jobs.add(contender(key, writer)));

      List<Integer> winners = new ArrayList<>(runAll(jobs));
      winners.removeIf(writer -> writer < 0);

      assertThat(winners).hasSize(1);
      assertThat(Warehouse.open(folder.toString()).orders().read(key))
          .containsOnly(SampleRows.order("w" + winners.get(0), 1, 1));
    }
  }

  private Callable<Integer> contender(FileKey key, int writer) {
    List<OrderRow> rows = List.of(SampleRows.order("w" + writer, 1, 1));
    return () -> Warehouse.open(folder.toString()).orders().append(key, rows) ? writer : -1;
  }

  private static List<OrderRow> rows(String runId) {
    return Collections.nCopies(ROWS_PER_FILE, SampleRows.order(runId, 320, 3, 1, 2));
  }

  private static List<Integer> runAll(List<Callable<Integer>> jobs) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(jobs.size());
    try {
      List<Integer> results = new ArrayList<>();
      for (Future<Integer> job : threads.invokeAll(jobs)) {
        results.add(job.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
