package crosscountry.jobs.search;

/** How many threads serve a timed method. */
public enum Staffing {

  /** A task on every core: what one finds by chance, another misses. */
  EVERY_CORE,

  /** The driver's own thread, without Spark: memory is what a second search would take away. */
  DRIVER_ALONE
}
