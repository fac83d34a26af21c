package crosscountry.models.device;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Loader;

/**
 * Looks for what a learner on a GPU needs, without starting ND4J. It looks no further than to the
 * first thing that is missing, so that a build without CUDA loses no time.
 */
public final class CudaProbe {

  /** What ND4J's CUDA library and its Java bindings link to, those needed by others first. */
  private static final List<String> LIBRARIES =
      List.of("libcudart.so.11.0", "libcublas.so.11", "libcusolver.so.11");

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ClassLoader classes;
  private final Map<String, String> environment;
  private final LibraryLoader libraries;
  private final Duration patience;

  /**
   * Creates a probe.
   *
   * @param classes where backends are looked for
   * @param environment variables: PATH and those that hide cards from CUDA
   * @param libraries by which CUDA's libraries are tried
   * @param patience how long to wait for the driver's answer
   */
  CudaProbe(
      ClassLoader classes,
      Map<String, String> environment,
      LibraryLoader libraries,
      Duration patience) {
    this.classes = classes;
    this.environment = environment;
    this.libraries = libraries;
    this.patience = patience;
  }

  /** Returns a probe of this process and its machine. */
  public static CudaProbe ofThisProcess() {
    return new CudaProbe(
        Thread.currentThread().getContextClassLoader(),
        System.getenv(),
        CudaProbe::loadAsNativesDo,
        PATIENCE);
  }

  /**
   * Looks.
   *
   * @throws InterruptedException if this thread is interrupted while the driver answers
   */
  public MachineFindings look() throws InterruptedException {
    if (!Backend.CUDA.isOn(classes)) {
      return new MachineFindings(false, new GpuListing.Listed(List.of()), List.of());
    }
    GpuListing gpus = new NvidiaSmi(environment.getOrDefault("PATH", ""), patience).ask();
    if (gpus instanceof GpuListing.Listed listed) {
      gpus = VisibleGpus.of(listed.gpus(), environment);
    }
    boolean any = gpus instanceof GpuListing.Listed listed && !listed.gpus().isEmpty();
    return new MachineFindings(true, gpus, any ? missingLibraries() : List.of());
  }

  private List<String> missingLibraries() {
    List<String> missing = new ArrayList<>();
    for (String file : LIBRARIES) {
      try {
        libraries.load(file);
      } catch (LinkageError absent) {
        missing.add(file);
      }
    }
    return missing;
  }

  /** By the dynamic linker, which will look for them in the same folders on ND4J's behalf. */
  static void loadAsNativesDo(String file) {
    Loader.load(org.bytedeco.javacpp.presets.javacpp.class);
    Loader.loadGlobal(file);
  }
}
