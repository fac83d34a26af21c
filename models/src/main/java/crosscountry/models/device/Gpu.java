package crosscountry.models.device;

/**
 * A GPU as its driver describes it.
 *
 * @param index number of the card in the driver's list, which is in the order of its bus
 * @param uuid the card's own name, {@code GPU-...}
 * @param name of the product
 * @param capability which machine code it runs
 * @param memoryMib its memory in MiB
 */
public record Gpu(
    int index, String uuid, String name, ComputeCapability capability, long memoryMib) {

  /** Returns product, capability and memory in a few words. */
  public String describe() {
    return "%s (compute capability %s, %,d MiB)".formatted(name, capability, memoryMib);
  }
}
