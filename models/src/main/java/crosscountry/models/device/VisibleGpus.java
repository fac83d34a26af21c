package crosscountry.models.device;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which GPUs CUDA will see. The driver's list knows nothing of {@code CUDA_VISIBLE_DEVICES}, by
 * which users hide cards. Rules: CUDA C++ Programming Guide, section "CUDA Environment Variables".
 */
final class VisibleGpus {

  private static final String VISIBLE = "CUDA_VISIBLE_DEVICES";
  private static final String ORDER = "CUDA_DEVICE_ORDER";

  private VisibleGpus() {}

  /**
   * Leaves out the cards that the environment hides.
   *
   * @param gpus all cards, in the order of the bus
   */
  static GpuListing of(List<Gpu> gpus, Map<String, String> environment) {
    String given = environment.get(VISIBLE);
    if (given == null) {
      return new GpuListing.Listed(gpus);
    }
    boolean busOrder = "PCI_BUS_ID".equals(environment.get(ORDER));
    List<Gpu> visible = new ArrayList<>();
    for (String entry : given.split(",", -1)) {
      String device = entry.strip();
      if (device.matches("\\d+") && !busOrder && areMixed(gpus)) {
        return new GpuListing.Unknown(
            ("%s=%s counts cards of several kinds in an order that only CUDA knows; set %s=PCI_BUS_ID"
                    + " to count them as nvidia-smi does")
                .formatted(VISIBLE, given, ORDER));
      }
      if (device.startsWith("MIG-")) {
        return new GpuListing.Unknown(
            "%s=%s names a part of a card (MIG), which nvidia-smi's list of cards does not tell; name whole cards"
                .formatted(VISIBLE, given));
      }
      Optional<Gpu> gpu = gpus.stream().filter(card -> isMeant(card, device)).findFirst();
      if (gpu.isEmpty()) {
        // From the first entry that names no card CUDA reads no further.
        break;
      }
      visible.add(gpu.get());
    }
    return new GpuListing.Listed(visible);
  }

  private static boolean isMeant(Gpu gpu, String device) {
    return device.matches("\\d+")
        ? String.valueOf(gpu.index()).equals(device)
        : device.startsWith("GPU-") && gpu.uuid().startsWith(device);
  }

  private static boolean areMixed(List<Gpu> gpus) {
    Set<ComputeCapability> capabilities = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (Gpu gpu : gpus) {
      capabilities.add(gpu.capability());
      names.add(gpu.name());
    }
    return capabilities.size() > 1 || names.size() > 1;
  }
}
