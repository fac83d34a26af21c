package crosscountry.jobs.simulation;

/**
 * The learner's thread, caught up with whenever the bookkeeping thread looks at it: games are taken
 * in in the order of their coming, and of the updates that they call for one at a time waits in the
 * same queue. Times must not decrease from call to call.
 */
final class SimulatedLearner {

  /** What the thread has in hand. */
  private enum Piece {
    NOTHING,
    GAMES,
    UPDATE
  }

  private final double absorbSeconds;
  private final double updateSeconds;
  private final double positionsPerTask;
  private final double updatesPerPosition;

  private Piece inHand = Piece.NOTHING;

  /** When the thread ends what it has in hand, or ended what it had last. */
  private double freeAt;

  private double served;

  /** Tasks whose games wait, before the update that waits and behind it; before, if none does. */
  private int waitingBefore;

  private int waitingBehind;
  private boolean updateWaits;
  private long handedOver;
  private long absorbed;
  private long updates;

  /**
   * Creates an idle learner.
   *
   * @param workload what a task's games call for
   * @param driver how long games and updates take
   */
  SimulatedLearner(Workload workload, DriverCosts driver) {
    this.absorbSeconds = workload.keptGames() * driver.absorbGame();
    this.updateSeconds = driver.update();
    this.positionsPerTask = workload.positionsPerTask();
    this.updatesPerPosition = workload.updatesPerPosition();
  }

  /** Hands a task's games over. */
  void handOver(double now) {
    catchUp(now);
    handedOver++;
    if (inHand == Piece.NOTHING) {
      begin(Piece.GAMES, now);
    } else if (updateWaits) {
      waitingBehind++;
    } else {
      waitingBefore++;
    }
  }

  /** Returns when something is answered that is asked now: after all that was asked before. */
  double answer(double now) {
    catchUp(now);
    double answered =
        Math.max(now, freeAt)
            + (waitingBefore + waitingBehind) * absorbSeconds
            + (updateWaits ? updateSeconds : 0);
    catchUp(answered);
    return answered;
  }

  /** Takes all games in, makes all updates, and returns when the last has ended. */
  double settle() {
    catchUp(Double.POSITIVE_INFINITY);
    return freeAt;
  }

  /** Returns how many updates all games call for that have been handed over. */
  long debt(double now) {
    catchUp(now);
    return Math.max(0, updatesFor(handedOver * positionsPerTask) - updates);
  }

  /** Returns how many updates so many positions call for. */
  long updatesFor(double positions) {
    return (long) (positions * updatesPerPosition);
  }

  /** Returns the positions of all games that have been handed over. */
  double positions() {
    return handedOver * positionsPerTask;
  }

  /** Returns the updates made until now. */
  long updates(double now) {
    catchUp(now);
    return updates;
  }

  /** Returns when the thread will have ended what it has in hand. */
  double freeAt() {
    return freeAt;
  }

  /** Returns the seconds worked until now. */
  double workedUntil(double now) {
    catchUp(now);
    return served - Math.max(0, freeAt - now);
  }

  private void catchUp(double now) {
    while (inHand != Piece.NOTHING && freeAt <= now) {
      if (inHand == Piece.GAMES) {
        absorbed++;
      } else {
        updates++;
      }
      updateWaits = updateWaits || updatesFor(absorbed * positionsPerTask) > updates;
      beginNext();
    }
  }

  private void beginNext() {
    if (waitingBefore > 0) {
      waitingBefore--;
      begin(Piece.GAMES, freeAt);
    } else if (updateWaits) {
      updateWaits = false;
      waitingBefore = waitingBehind;
      waitingBehind = 0;
      begin(Piece.UPDATE, freeAt);
    } else {
      inHand = Piece.NOTHING;
    }
  }

  private void begin(Piece piece, double at) {
    double seconds = piece == Piece.GAMES ? absorbSeconds : updateSeconds;
    inHand = piece;
    freeAt = at + seconds;
    served += seconds;
  }
}
