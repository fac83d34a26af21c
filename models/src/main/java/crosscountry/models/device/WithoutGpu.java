package crosscountry.models.device;

/** What to do if GPUs are wanted but can't be used. */
public enum WithoutGpu {
  /** Refuse to begin. */
  STOP,
  /** Warn, and learn on the processor. */
  CPU
}
