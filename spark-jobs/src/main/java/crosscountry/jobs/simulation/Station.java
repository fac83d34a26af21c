package crosscountry.jobs.simulation;

/**
 * One or more equal servers with one queue, first come, first served: a thread, a pool of threads,
 * or a direction of a network link. Whoever comes must come in order of time.
 */
final class Station {

  private final double[] freeAt;
  private double served;

  /** Creates an idle station. */
  Station(int servers) {
    this.freeAt = new double[servers];
  }

  /**
   * Queues a piece of work.
   *
   * @param now when it comes
   * @param seconds how long it takes
   * @return when it will be done
   */
  double serve(double now, double seconds) {
    int earliest = 0;
    for (int server = 1; server < freeAt.length; server++) {
      if (freeAt[server] < freeAt[earliest]) {
        earliest = server;
      }
    }
    freeAt[earliest] = Math.max(now, freeAt[earliest]) + seconds;
    served += seconds;
    return freeAt[earliest];
  }

  /** Returns the server-seconds worked until now, the time of the latest arrival or later. */
  double workedUntil(double now) {
    double left = 0;
    for (double free : freeAt) {
      left += Math.max(0, free - now);
    }
    return served - left;
  }

  /** Returns how many servers there are. */
  int servers() {
    return freeAt.length;
  }
}
