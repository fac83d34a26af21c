package crosscountry.jobs.report.page;

/** The unit in which a horizontal axis shows wall clock. */
enum TimeUnit {
  SECONDS("s", 1, 600),
  MINUTES("min", 60, 36_000),
  HOURS("h", 3_600, Double.POSITIVE_INFINITY);

  private final String symbol;
  private final double seconds;

  /** Runs that are longer have the next unit. */
  private final double longest;

  TimeUnit(String symbol, double seconds, double longest) {
    this.symbol = symbol;
    this.seconds = seconds;
    this.longest = longest;
  }

  /** Returns the unit that suits a run of so many seconds. */
  static TimeUnit suiting(double seconds) {
    for (TimeUnit unit : values()) {
      if (seconds <= unit.longest) {
        return unit;
      }
    }
    return HOURS;
  }

  /** Returns seconds in this unit. */
  double of(double wall) {
    return wall / seconds;
  }

  /** Returns the title of an axis. */
  String title() {
    return "wall clock [%s]".formatted(symbol);
  }
}
