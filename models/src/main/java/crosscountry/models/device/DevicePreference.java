package crosscountry.models.device;

/** Where the user wants the learner to run. */
public enum DevicePreference {
  /** On GPUs if they can be used, otherwise on the processor. */
  AUTO,
  /** On the processor, whatever else is there. */
  CPU,
  /** On GPUs. */
  GPU
}
