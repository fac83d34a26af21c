package crosscountry.models.device;

import java.util.stream.Collectors;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;

/**
 * What ND4J runs on in this process.
 *
 * @param backend simple name of ND4J's backend
 * @param hardware the devices in a few words
 * @param devices number of devices that can learn at a time: GPUs, or 1 for all processors together
 * @param threads threads of one operation on processors
 */
public record RunningDevice(String backend, String hardware, int devices, int threads) {

  /**
   * Starts ND4J on the chosen device. A process does so once; later calls only tell what it runs
   * on. Where CUDA's backend is chosen and turns out unusable, ND4J goes to the processors by
   * itself.
   *
   * @param choice on which device
   * @param settings what to do where no GPU can be used
   * @throws UnusableDeviceException if ND4J can't be started, or not on a GPU where it must be one
   */
  public static RunningDevice start(DeviceChoice choice, DeviceSettings settings) {
    ClassLoader classes = ND4JClassLoading.getNd4jClassloader();
    boolean onGpus = choice instanceof DeviceChoice.Gpus;
    if (!onGpus && Backend.CUDA.isOn(classes)) {
      ND4JClassLoading.setNd4jClassloader(new BackendFilter(classes, Backend.CUDA));
    }
    Nd4jBackend backend = started(choice);
    if (onGpus && !Backend.CUDA.isOf(backend.getClass()) && DeviceChoice.mustStop(settings)) {
      throw new UnusableDeviceException(
          Obstacle.refusal(
              "ND4J could not start its CUDA backend and took %s; its log says why"
                  .formatted(backend.getClass().getSimpleName())));
    }
    return new RunningDevice(
        backend.getClass().getSimpleName(),
        hardware(backend, choice),
        Nd4j.getAffinityManager().getNumberOfDevices(),
        backend.getEnvironment().maxMasterThreads());
  }

  private static Nd4jBackend started(DeviceChoice choice) {
    try {
      return Nd4j.getBackend();
    } catch (LinkageError failure) {
      throw new UnusableDeviceException(
          failure,
          choice instanceof DeviceChoice.Gpus
              ? "; learner.device=cpu would go on without a GPU"
              : "");
    }
  }

  private static String hardware(Nd4jBackend backend, DeviceChoice choice) {
    return Backend.CUDA.isOf(backend.getClass()) && choice instanceof DeviceChoice.Gpus chosen
        ? chosen.gpus().stream().map(Gpu::describe).collect(Collectors.joining(" and "))
        : "%d processors".formatted(Runtime.getRuntime().availableProcessors());
  }

  /**
   * Returns how many copies of the network learn in parallel.
   *
   * @param settings whose workers are 0 for one per device
   * @param batchSize examples of an update, of which each worker needs one at least
   */
  public int workers(DeviceSettings settings, int batchSize) {
    return Math.min(settings.workers() == 0 ? devices : settings.workers(), batchSize);
  }

  /** Returns whether it is ND4J's backend for GPUs. */
  public boolean isOnGpus() {
    return backend.equals(Backend.CUDA.simpleName());
  }

  /** Returns backend, devices and threads in a few words, as the table of runs has them. */
  public String describe() {
    return "%s on %s with %d %s per operation"
        .formatted(backend, hardware, threads, threads == 1 ? "thread" : "threads");
  }
}
