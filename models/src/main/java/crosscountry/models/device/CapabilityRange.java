package crosscountry.models.device;

/**
 * The GPUs that a library has machine code for.
 *
 * @param least oldest compute capability
 * @param greatest newest compute capability
 */
public record CapabilityRange(ComputeCapability least, ComputeCapability greatest) {

  /**
   * Of ND4J's CUDA library, version 1.0.0-M2.1 for CUDA 11.6. It holds machine code for 3.7, 5.0,
   * 5.2, 6.0, 6.1, 7.0, 7.5, 8.0 and 8.6, which later variants of the same generation run, too, but
   * no intermediate code (PTX) that a driver could translate for later generations.
   */
  public static final CapabilityRange OF_ND4J =
      new CapabilityRange(new ComputeCapability(3, 7), new ComputeCapability(8, 9));

  /** Returns whether a GPU of the given capability can run the library. */
  public boolean contains(ComputeCapability capability) {
    return capability.compareTo(least) >= 0 && capability.compareTo(greatest) <= 0;
  }
}
