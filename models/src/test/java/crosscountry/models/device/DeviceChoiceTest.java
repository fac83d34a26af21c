package crosscountry.models.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceChoiceTest {

  private static final DeviceSettings AUTO =
      new DeviceSettings(DevicePreference.AUTO, WithoutGpu.STOP, 0);
  private static final DeviceSettings GPU_OR_STOP =
      new DeviceSettings(DevicePreference.GPU, WithoutGpu.STOP, 0);
  private static final DeviceSettings GPU_OR_CPU =
      new DeviceSettings(DevicePreference.GPU, WithoutGpu.CPU, 0);

  private static Gpu gpu(int index, String name, String capability) {
    return new Gpu(index, "GPU-" + index, name, ComputeCapability.parse(capability), 40_960);
  }

  private static MachineFindings machine(Gpu... gpus) {
    return new MachineFindings(true, new GpuListing.Listed(List.of(gpus)), List.of());
  }

  /** Asserts what each setting makes of a machine whose GPUs can't be used. */
  private static void assertWithoutGpu(MachineFindings machine, String... parts) {
    assertThat(DeviceChoice.of(AUTO, machine)).isInstanceOf(DeviceChoice.Cpu.class);
    assertThat(DeviceChoice.of(GPU_OR_CPU, machine)).isInstanceOf(DeviceChoice.Cpu.class);
    assertThat(((DeviceChoice.Cpu) DeviceChoice.of(AUTO, machine)).reason()).contains(parts);
    DeviceChoice.Refused refused = (DeviceChoice.Refused) DeviceChoice.of(GPU_OR_STOP, machine);
    assertThat(refused.sentence())
        .contains(parts)
        .contains("learner.device=gpu", "learner.without-gpu=cpu");
    assertThat(refused.sentence().lines()).hasSize(1);
  }

  @Test
  void usableGpusAreTaken() {
    Gpu first = gpu(0, "NVIDIA A100", "8.0");
    Gpu second = gpu(1, "NVIDIA A100", "8.0");
    for (DeviceSettings settings : List.of(AUTO, GPU_OR_STOP, GPU_OR_CPU)) {
      assertThat(DeviceChoice.of(settings, machine(first, second)))
          .isEqualTo(new DeviceChoice.Gpus(List.of(first, second)));
    }
    assertThat(DeviceChoice.of(AUTO, machine(first)).describe())
        .isEqualTo("on NVIDIA A100 (compute capability 8.0, 40,960 MiB)");
  }

  @Test
  void whoWantsTheProcessorGetsIt() {
    DeviceSettings cpu = new DeviceSettings(DevicePreference.CPU, WithoutGpu.STOP, 0);
    DeviceChoice choice = DeviceChoice.of(cpu, machine(gpu(0, "NVIDIA A100", "8.0")));
    assertThat(choice.describe()).isEqualTo("on the processor, since learner.device is cpu");
  }

  @Test
  void whoWantsTheProcessorDoesNotWaitForTheDriver() throws InterruptedException {
    ClassLoader untouched =
        new ClassLoader() {
          @Override
          public URL getResource(String name) {
            throw new AssertionError(name);
          }
        };
    CudaProbe probe = new CudaProbe(untouched, Map.of(), file -> {}, Duration.ZERO);
    DeviceSettings cpu = new DeviceSettings(DevicePreference.CPU, WithoutGpu.STOP, 0);
    assertThat(DeviceChoice.of(cpu, probe)).isInstanceOf(DeviceChoice.Cpu.class);
    assertThatThrownBy(() -> DeviceChoice.of(AUTO, probe)).isInstanceOf(AssertionError.class);
  }

  @Test
  void aBuildWithoutCudaIsToldHowToGetOne() {
    assertWithoutGpu(
        new MachineFindings(false, new GpuListing.Listed(List.of()), List.of()),
        "no CUDA backend",
        "mvn -Pcuda");
  }

  @Test
  void whatTheDriverSaysOfItselfIsPassedOn() {
    assertWithoutGpu(
        new MachineFindings(true, new GpuListing.Unknown("there is no nvidia-smi"), List.of()),
        "there is no nvidia-smi");
  }

  @Test
  void aMachineWithoutVisibleGpusIsToldSo() {
    assertWithoutGpu(machine(), "no GPU", "CUDA_VISIBLE_DEVICES");
  }

  @Test
  void missingLibrariesAreNamed() {
    assertWithoutGpu(
        new MachineFindings(
            true,
            new GpuListing.Listed(List.of(gpu(0, "NVIDIA A100", "8.0"))),
            List.of("libcublas.so.11", "libcusolver.so.11")),
        "libcublas.so.11, libcusolver.so.11 cannot be loaded",
        "CUDA 11.6",
        "LD_LIBRARY_PATH");
  }

  @ParameterizedTest
  @CsvSource({"3.7", "5.0", "7.5", "8.6", "8.9"})
  void capabilitiesThatTheBinariesRunAreTaken(String capability) {
    assertThat(DeviceChoice.of(GPU_OR_STOP, machine(gpu(0, "NVIDIA X", capability))))
        .isInstanceOf(DeviceChoice.Gpus.class);
  }

  @ParameterizedTest
  @CsvSource({"2.1", "3.0", "3.5", "9.0", "10.0", "12.0"})
  void capabilitiesThatTheBinariesDoNotRunAreRefused(String capability) {
    assertWithoutGpu(
        machine(gpu(3, "NVIDIA X", capability)),
        "GPU 3, NVIDIA X (compute capability %s, ".formatted(capability),
        "3.7 to 8.9");
  }

  @Test
  void oneForeignGpuAmongOthersIsToBeHidden() {
    assertWithoutGpu(
        machine(
            gpu(0, "NVIDIA A100", "8.0"), gpu(1, "NVIDIA H100", "9.0"), gpu(2, "Tesla T4", "7.5")),
        "GPU 1, NVIDIA H100",
        "CUDA_DEVICE_ORDER=PCI_BUS_ID CUDA_VISIBLE_DEVICES=0,2");
  }

  @Test
  void workersAreOnePerDeviceUnlessGivenAndNeverMoreThanExamples() {
    RunningDevice device = new RunningDevice("JCublasBackend", "three cards", 3, 1);
    assertThat(device.workers(AUTO, 64)).isEqualTo(3);
    assertThat(device.workers(AUTO, 2)).isEqualTo(2);
    assertThat(device.workers(new DeviceSettings(DevicePreference.AUTO, WithoutGpu.CPU, 1), 64))
        .isEqualTo(1);
    assertThatThrownBy(() -> new DeviceSettings(DevicePreference.AUTO, WithoutGpu.CPU, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
