package crosscountry.models.device;

/**
 * On which device to learn, as the user has it.
 *
 * @param preference where the learner should run
 * @param withoutGpu what to do if it should run on GPUs and can't
 * @param workers copies of the network that learn in parallel; 0 for one per usable GPU
 */
public record DeviceSettings(DevicePreference preference, WithoutGpu withoutGpu, int workers) {

  /**
   * Checks the number of workers.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public DeviceSettings {
    if (workers < 0) {
      throw new IllegalArgumentException(
          "The workers of a learner (%d) can't be fewer than none".formatted(workers));
    }
  }
}
