package crosscountry.models.device;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What keeps a learner off the GPUs of a machine: the first thing that the user has to set right.
 */
final class Obstacle {

  private static final CapabilityRange RUNNABLE = CapabilityRange.OF_ND4J;

  private Obstacle() {}

  /** Returns a clause that says what is wrong, where, and what to do; or nothing if all is well. */
  static Optional<String> in(MachineFindings findings) {
    if (!findings.cudaBackend()) {
      return Optional.of(
          "this build has no CUDA backend; build it by mvn -Pcuda -DskipTests package");
    }
    if (findings.gpus() instanceof GpuListing.Unknown unknown) {
      return Optional.of(unknown.reason());
    }
    List<Gpu> gpus = ((GpuListing.Listed) findings.gpus()).gpus();
    if (gpus.isEmpty()) {
      return Optional.of(
          "nvidia-smi lists no GPU that CUDA_VISIBLE_DEVICES does not hide; check the driver and that variable");
    }
    List<Gpu> foreign = gpus.stream().filter(gpu -> !RUNNABLE.contains(gpu.capability())).toList();
    if (!foreign.isEmpty()) {
      return Optional.of(foreign(gpus, foreign));
    }
    return findings.missingLibraries().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s cannot be loaded; install CUDA 11.6, or add the folder that holds its libraries to LD_LIBRARY_PATH"
                .formatted(String.join(", ", findings.missingLibraries())));
  }

  /** Returns the sentence of a run that is to stop for a reason. */
  static String refusal(String reason) {
    return "the learner cannot run on a GPU, as learner.device=gpu asks: %s; learner.without-gpu=cpu would go on without"
        .formatted(reason);
  }

  /** ND4J starts on every card that it sees, so that a foreign one has to be hidden from it. */
  private static String foreign(List<Gpu> gpus, List<Gpu> foreign) {
    String named =
        foreign.stream()
            .map(gpu -> "GPU %d, %s".formatted(gpu.index(), gpu.describe()))
            .collect(Collectors.joining(", and "));
    String problem =
        "%s, cannot run ND4J's CUDA library, which runs on compute capability %s to %s"
            .formatted(named, RUNNABLE.least(), RUNNABLE.greatest());
    if (foreign.size() == gpus.size()) {
      return problem;
    }
    String others =
        gpus.stream()
            .filter(gpu -> !foreign.contains(gpu))
            .map(gpu -> String.valueOf(gpu.index()))
            .collect(Collectors.joining(","));
    return problem
        + "; hide it by CUDA_DEVICE_ORDER=PCI_BUS_ID CUDA_VISIBLE_DEVICES=%s".formatted(others);
  }
}
