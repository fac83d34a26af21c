package crosscountry.models.device;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** On which device the learner is to run, or why it can't begin. */
public sealed interface DeviceChoice {

  /** The reason where nothing has to be found out. */
  String CPU_WANTED = "learner.device is cpu";

  /**
   * On the processor.
   *
   * @param reason why not on a GPU, a clause
   */
  record Cpu(String reason) implements DeviceChoice {}

  /**
   * On GPUs.
   *
   * @param gpus those that CUDA sees, all of which can be used; at least one
   */
  record Gpus(List<Gpu> gpus) implements DeviceChoice {

    /** Copies the list. */
    public Gpus {
      gpus = List.copyOf(gpus);
    }
  }

  /**
   * Nowhere: a GPU is wanted, none can be used, and that is to stop the run.
   *
   * @param sentence what is wrong, where, and what to do
   */
  record Refused(String sentence) implements DeviceChoice {}

  /**
   * Decides by what a probe finds, which is not asked if the user wants the processor.
   *
   * @param settings what the user wants
   * @throws InterruptedException if this thread is interrupted while the driver answers
   */
  static DeviceChoice of(DeviceSettings settings, CudaProbe probe) throws InterruptedException {
    return settings.preference() == DevicePreference.CPU
        ? new Cpu(CPU_WANTED)
        : of(settings, probe.look());
  }

  /**
   * Decides by what was found.
   *
   * @param settings what the user wants
   * @param findings what the machine has; not looked at if the user wants the processor
   */
  static DeviceChoice of(DeviceSettings settings, MachineFindings findings) {
    if (settings.preference() == DevicePreference.CPU) {
      return new Cpu(CPU_WANTED);
    }
    Optional<String> obstacle = Obstacle.in(findings);
    if (obstacle.isEmpty() && findings.gpus() instanceof GpuListing.Listed listed) {
      return new Gpus(listed.gpus());
    }
    String reason = obstacle.orElseThrow();
    return mustStop(settings) ? new Refused(Obstacle.refusal(reason)) : new Cpu(reason);
  }

  /** Returns whether a run with these settings is to end where no GPU can be used. */
  static boolean mustStop(DeviceSettings settings) {
    return settings.preference() == DevicePreference.GPU
        && settings.withoutGpu() == WithoutGpu.STOP;
  }

  /** Returns the choice in a few words. */
  default String describe() {
    if (this instanceof Gpus chosen) {
      return "on " + chosen.gpus().stream().map(Gpu::describe).collect(Collectors.joining(" and "));
    }
    return this instanceof Cpu cpu
        ? "on the processor, since " + cpu.reason()
        : ((Refused) this).sentence();
  }
}
