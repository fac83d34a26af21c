package crosscountry.models.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * ND4J in a process of its own, since one process starts it once: with its real backend for
 * processors, and with a backend in the place of CUDA's that computes on the processor, too.
 */
class RunningDeviceTest {

  private static final String SERVICE = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";

  @TempDir private Path folder;

  /** Prints what ND4J runs on after the choice named by its argument. */
  static final class Main {
    public static void main(String[] arguments) {
      DeviceChoice choice =
          arguments[0].equals("cpu")
              ? new DeviceChoice.Cpu("it is a test")
              : new DeviceChoice.Gpus(
                  List.of(new Gpu(0, "GPU-0", "Pretence", new ComputeCapability(8, 0), 1)));
      WithoutGpu otherwise = WithoutGpu.valueOf(arguments[1]);
      try {
        RunningDevice device =
            RunningDevice.start(choice, new DeviceSettings(DevicePreference.GPU, otherwise, 0));
        System.out.println("runs " + device.describe());
      } catch (UnusableDeviceException refusal) {
        System.out.println("refused " + refusal.getMessage());
      }
    }
  }

  @BeforeEach
  void compileThePretence() throws IOException {
    pretend("true");
  }

  /** Puts a backend in the place of CUDA's. */
  private void pretend(String available) throws IOException {
    Path source = folder.resolve("JCublasBackend.java");
    Files.writeString(
        source,
        """
        package org.nd4j.linalg.jcublas;
        public class JCublasBackend extends org.nd4j.linalg.cpu.nativecpu.CpuBackend {
          @Override public int getPriority() { return BACKEND_PRIORITY_GPU; }
          @Override public boolean isAvailable() { return %s; }
        }
        """
            .formatted(available));
    String classPath = System.getProperty("java.class.path");
    int failures =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                classPath,
                "-d",
                folder.toString(),
                source.toString());
    assertThat(failures).isZero();
    Files.createDirectories(folder.resolve(SERVICE).getParent());
    Files.writeString(folder.resolve(SERVICE), "org.nd4j.linalg.jcublas.JCublasBackend\n");
  }

  @Test
  void withBothBackendsTheProcessorIsTakenWhereItIsChosen()
      throws IOException, InterruptedException {
    assertThat(run(List.of("cpu", "STOP"), folder.toString()))
        .contains("runs CpuBackend on ", " processors with 1 thread per operation");
  }

  @Test
  void withBothBackendsTheGpuIsTakenWhereItIsChosen() throws IOException, InterruptedException {
    assertThat(run(List.of("gpu", "STOP"), folder.toString()))
        .contains("runs JCublasBackend on Pretence (compute capability 8.0, 1 MiB)");
  }

  @Test
  void withoutCudaTheProcessorIsTaken() throws IOException, InterruptedException {
    assertThat(run(List.of("cpu", "STOP"))).contains("runs CpuBackend on ");
  }

  @Test
  void aGpuThatFailsAtTheLastMomentStopsTheRunOrNotAsTheUserHasIt()
      throws IOException, InterruptedException {
    pretend("false");
    assertThat(run(List.of("gpu", "STOP"), folder.toString()))
        .contains("refused the learner cannot run on a GPU")
        .contains("CpuBackend");
    assertThat(run(List.of("gpu", "CPU"), folder.toString())).contains("runs CpuBackend on ");
  }

  @Test
  void theFilterHidesTheServicesOfOneBackendAndNothingElse() throws IOException {
    try (URLClassLoader both =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, RunningDeviceTest.class.getClassLoader())) {
      ClassLoader withoutCuda = new BackendFilter(both, Backend.CUDA);
      ClassLoader withoutCpu = new BackendFilter(both, Backend.CPU);
      URL pretence = folder.resolve(SERVICE).toUri().toURL();
      assertThat(both.resources(SERVICE)).hasSize(2).contains(pretence);
      assertThat(withoutCuda.resources(SERVICE)).hasSize(1).doesNotContain(pretence);
      assertThat(withoutCpu.resources(SERVICE)).containsExactly(pretence);
      assertThat(withoutCpu.getResource(SERVICE)).isEqualTo(pretence);
      assertThat(withoutCpu.getResource("nd4j-native.properties"))
          .isEqualTo(both.getResource("nd4j-native.properties"))
          .isNotNull();
    }
  }

  private String run(List<String> arguments, String... classes)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("-cp");
    List<String> classPath = new ArrayList<>(List.of(classes));
    classPath.add(System.getProperty("java.class.path"));
    command.add(String.join(File.pathSeparator, classPath));
    command.add(Main.class.getName());
    command.addAll(arguments);
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("OMP_NUM_THREADS", "1");
    Process process = builder.start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(output);
  }
}
