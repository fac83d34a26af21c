package crosscountry.jobs.configuration;

/** With which exit code a night ends whose candidate is refused. */
public enum Refusal {
  /** Tells who called that the gate was not met. */
  EXIT_5,
  /** For schedulers to which every other code is a failure. */
  EXIT_0
}
