package crosscountry.jobs.server;

import crosscountry.models.network.NetworkSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread on which the parameter server lives, so that the one that launches waves and writes
 * tables neither waits for the learner nor holds it up. What is asked of the server is done in the
 * order of asking; updates that the games call for are made in between, one at a time.
 */
final class LearnerThread implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LearnerThread.class);

  private final ParameterServer server;
  private final ExecutorService thread;
  private final Queue<LearnerReport> reports = new ConcurrentLinkedQueue<>();

  /** Moves of games that have been handed over, but not yet been taken in. */
  private final AtomicLong movesUnderWay = new AtomicLong();

  private final AtomicLong busyNanos = new AtomicLong();
  private volatile long owed;
  private volatile boolean closing;
  private volatile Throwable failure;

  /** Whether an update is waiting for its turn; known to the thread alone. */
  private boolean updateWaits;

  private LearnerThread(ParameterServer server) {
    this.server = server;
    this.owed = server.owedUpdates();
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread learner = new Thread(task, "learner");
              learner.setDaemon(true);
              return learner;
            });
  }

  /** Hands a server over to a thread of its own; from now on nobody else may call it. */
  static LearnerThread of(ParameterServer server) {
    return new LearnerThread(server);
  }

  /** Hands games over, and returns at once; the updates that they call for follow. */
  void absorb(ArrivedGames games) {
    movesUnderWay.addAndGet(games.moves());
    thread.execute(
        () ->
            guarded(
                () -> {
                  server.absorb(games);
                  learnOn();
                  // Only now, so that a look from outside never misses what they call for.
                  movesUnderWay.addAndGet(-games.moves());
                }));
  }

  /** Pays what the games of an earlier attempt still call for. */
  void begin() {
    thread.execute(() -> guarded(this::learnOn));
  }

  /** Takes games in, one after the other, makes all updates they call for, and then returns. */
  void learnFrom(List<ArrivedGames> games) throws InterruptedException {
    Future<?> turn =
        thread.submit(
            () ->
                guarded(
                    () -> {
                      games.forEach(server::absorb);
                      while (server.owedUpdates() > 0) {
                        update();
                      }
                      owed = 0;
                    }));
    awaited(turn);
    requireSound();
  }

  /** Returns the current parameters, as a new version if they have changed since the last one. */
  NetworkSnapshot publish() throws InterruptedException {
    return call(server::publish);
  }

  /** Returns all that is needed to go on from here, under a version of its own. */
  SavedServer save() throws InterruptedException {
    return call(server::save);
  }

  /** Returns how far the server has come, once it has done all that was asked of it. */
  ParameterServer.Progress settledProgress() throws InterruptedException {
    return call(server::progress);
  }

  /** Returns how far the server has come. */
  ParameterServer.Progress progress() {
    return server.progress();
  }

  /** Returns how many updates all games call for that have been handed over. */
  long debt() {
    long underWay = movesUnderWay.get();
    return owed + server.updatesFor(underWay);
  }

  /** Returns how many updates so many moves call for. */
  long updatesFor(long moves) {
    return server.updatesFor(moves);
  }

  /** Returns the time that the thread has worked. */
  Duration busy() {
    return Duration.ofNanos(busyNanos.get());
  }

  /** Returns what has happened since the last call, oldest first. */
  List<LearnerReport> reports() {
    List<LearnerReport> drained = new ArrayList<>();
    for (LearnerReport report = reports.poll(); report != null; report = reports.poll()) {
      drained.add(report);
    }
    return drained;
  }

  /** Tells whether nothing has ended the learning. */
  boolean isSound() {
    return failure == null;
  }

  /**
   * Does nothing while the learner is well.
   *
   * @throws RuntimeException or an error: what ended its learning
   */
  void requireSound() {
    if (failure instanceof RuntimeException fault) {
      throw fault;
    }
    if (failure instanceof Error fault) {
      throw fault;
    }
  }

  /** Ends the learning after the update in hand; what the games still call for is not made. */
  @Override
  public void close() {
    closing = true;
    thread.shutdown();
    try {
      if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
        LOG.warn("the learner does not end");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void learnOn() {
    owed = server.owedUpdates();
    if (owed > 0 && !updateWaits && !closing && failure == null) {
      updateWaits = true;
      thread.execute(
          () ->
              guarded(
                  () -> {
                    updateWaits = false;
                    update();
                    learnOn();
                  }));
    }
  }

  private void update() {
    Update update = server.update();
    reports.add(
        new LearnerReport(update, server.progress(), server.replayPositions(), System.nanoTime()));
  }

  private void guarded(Runnable work) {
    long start = System.nanoTime();
    try {
      work.run();
    } catch (RuntimeException | Error fault) {
      // Even an error, or the run would wait for a learner that is no more.
      failure = fault;
    } finally {
      busyNanos.addAndGet(System.nanoTime() - start);
    }
  }

  private <T> T call(Callable<T> question) throws InterruptedException {
    Future<T> answer =
        thread.submit(
            () -> {
              long start = System.nanoTime();
              try {
                return question.call();
              } finally {
                busyNanos.addAndGet(System.nanoTime() - start);
              }
            });
    return awaited(answer);
  }

  private static <T> T awaited(Future<T> answer) throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException fault) {
      if (fault.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(fault.getCause());
    }
  }
}
