package crosscountry.models.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With programs that play the driver's part. */
class CudaProbeTest {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String TWO_CARDS =
      """
      echo '0, GPU-aa11, NVIDIA A100-SXM4-40GB, 8.0, 40960'
      echo '1, GPU-bb22, Tesla T4, 7.5, 15360'
      """;

  @TempDir private Path folder;
  private Path withCuda;

  @BeforeEach
  void pretendABackend() throws IOException {
    withCuda = folder.resolve("classes");
    Path type = withCuda.resolve("org/nd4j/linalg/jcublas/JCublasBackend.class");
    Files.createDirectories(type.getParent());
    Files.createFile(type);
  }

  private MachineFindings look(Map<String, String> environment, LibraryLoader libraries)
      throws IOException, InterruptedException {
    return look(environment, libraries, LONG);
  }

  private MachineFindings look(
      Map<String, String> environment, LibraryLoader libraries, Duration patience)
      throws IOException, InterruptedException {
    try (URLClassLoader classes = new URLClassLoader(new URL[] {withCuda.toUri().toURL()}, null)) {
      return new CudaProbe(classes, environment, libraries, patience).look();
    }
  }

  private String driver(String script) throws IOException {
    Path program = folder.resolve("nvidia-smi");
    Files.writeString(program, "#!/bin/sh\n" + script);
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return "/nowhere:" + folder;
  }

  private static List<Gpu> gpus(MachineFindings findings) {
    return ((GpuListing.Listed) findings.gpus()).gpus();
  }

  private static String reason(MachineFindings findings) {
    return ((GpuListing.Unknown) findings.gpus()).reason();
  }

  @Test
  void aBuildWithoutCudaIsNotLookedAtFurther() throws InterruptedException {
    LibraryLoader untouched =
        file -> {
          throw new AssertionError(file);
        };
    MachineFindings findings =
        new CudaProbe(CudaProbeTest.class.getClassLoader(), Map.of(), untouched, LONG).look();
    assertThat(findings.cudaBackend()).isFalse();
  }

  @Test
  void theDriversListIsRead() throws IOException, InterruptedException {
    MachineFindings findings = look(Map.of("PATH", driver(TWO_CARDS)), file -> {});
    assertThat(findings.cudaBackend()).isTrue();
    assertThat(gpus(findings))
        .containsExactly(
            new Gpu(0, "GPU-aa11", "NVIDIA A100-SXM4-40GB", new ComputeCapability(8, 0), 40_960),
            new Gpu(1, "GPU-bb22", "Tesla T4", new ComputeCapability(7, 5), 15_360));
    assertThat(findings.missingLibraries()).isEmpty();
  }

  @Test
  void theDriverIsAskedForWhatIsRead() throws IOException, InterruptedException {
    MachineFindings findings = look(Map.of("PATH", driver("echo \"$@\" >&2; exit 9")), file -> {});
    assertThat(reason(findings))
        .contains("exit code 9")
        .contains(
            "--query-gpu=index,uuid,name,compute_cap,memory.total"
                + " --format=csv,noheader,nounits");
  }

  @Test
  void aMachineWithoutDriverIsToldSo() throws IOException, InterruptedException {
    for (String path : List.of("", "/nowhere:" + folder, "\0:/nowhere")) {
      assertThat(reason(look(Map.of("PATH", path), file -> {}))).contains("no nvidia-smi");
    }
    assertThat(reason(look(Map.of(), file -> {}))).contains("no nvidia-smi");
  }

  @Test
  void whatTheDriverFailsWithIsPassedOn() throws IOException, InterruptedException {
    String path =
        driver(
            """
            echo "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver."
            exit 9
            """);
    assertThat(reason(look(Map.of("PATH", path), file -> {})))
        .contains(folder.resolve("nvidia-smi").toString())
        .contains("exit code 9 and says: NVIDIA-SMI has failed because");
  }

  @Test
  void aProgramThatCannotBeRunIsNamed() throws IOException, InterruptedException {
    String path = driver("");
    Files.writeString(folder.resolve("nvidia-smi"), "#!/nowhere/shell\n");
    assertThat(reason(look(Map.of("PATH", path), file -> {}))).contains("cannot be run");
  }

  @Test
  void aDriverThatDoesNotAnswerIsNotWaitedFor() throws IOException, InterruptedException {
    MachineFindings findings =
        look(Map.of("PATH", driver("exec sleep 600")), file -> {}, Duration.ofSeconds(1));
    assertThat(reason(findings)).contains("gave no answer within 1 seconds");
  }

  @Test
  void anAnswerThatIsNoListIsShown() throws IOException, InterruptedException {
    for (String line :
        List.of("0, GPU-aa11, Quadro", "0, GPU-aa11, Quadro, [N/A], 8192", "what?")) {
      assertThat(reason(look(Map.of("PATH", driver("echo '" + line + "'")), file -> {})))
          .contains(line);
    }
  }

  @Test
  void aDriverWithoutCardsListsNone() throws IOException, InterruptedException {
    for (String script : List.of("", "echo 'No devices were found'")) {
      assertThat(gpus(look(Map.of("PATH", driver(script)), file -> {}))).isEmpty();
    }
  }

  @Test
  void hiddenCardsAreLeftOut() throws IOException, InterruptedException {
    String path = driver(TWO_CARDS);
    String order = "CUDA_DEVICE_ORDER";
    String visible = "CUDA_VISIBLE_DEVICES";
    String bus = "PCI_BUS_ID";
    assertThat(gpus(look(Map.of("PATH", path, order, bus, visible, "1"), file -> {})))
        .extracting(Gpu::index)
        .containsExactly(1);
    assertThat(gpus(look(Map.of("PATH", path, order, bus, visible, "1,0"), file -> {})))
        .extracting(Gpu::index)
        .containsExactly(1, 0);
    assertThat(gpus(look(Map.of("PATH", path, order, bus, visible, "0,-1,1"), file -> {})))
        .as("CUDA stops at the first entry that names no card")
        .extracting(Gpu::index)
        .containsExactly(0);
    assertThat(gpus(look(Map.of("PATH", path, visible, "GPU-bb"), file -> {})))
        .extracting(Gpu::index)
        .containsExactly(1);
    assertThat(gpus(look(Map.of("PATH", path, visible, ""), file -> {}))).isEmpty();
    assertThat(reason(look(Map.of("PATH", path, visible, "1"), file -> {})))
        .contains("CUDA_DEVICE_ORDER=PCI_BUS_ID");
  }

  @Test
  void cardsOfOneKindMayBeCountedInAnyOrder() throws IOException, InterruptedException {
    String path =
        driver(
            """
            echo '0, GPU-aa11, Tesla T4, 7.5, 15360'
            echo '1, GPU-bb22, Tesla T4, 7.5, 15360'
            """);
    assertThat(gpus(look(Map.of("PATH", path, "CUDA_VISIBLE_DEVICES", "1"), file -> {})))
        .hasSize(1);
  }

  @Test
  void librariesThatDoNotLoadAreNamed() throws IOException, InterruptedException {
    LibraryLoader withoutSolver =
        file -> {
          if (file.contains("cusolver")) {
            throw new UnsatisfiedLinkError(file);
          }
        };
    assertThat(look(Map.of("PATH", driver(TWO_CARDS)), withoutSolver).missingLibraries())
        .containsExactly("libcusolver.so.11");
  }

  @Test
  void theDynamicLinkerFindsWhatIsThereAndNothingElse() {
    assertThatCode(() -> CudaProbe.loadAsNativesDo("libm.so.6")).doesNotThrowAnyException();
    assertThatThrownBy(() -> CudaProbe.loadAsNativesDo("libnowhere.so.11"))
        .isInstanceOf(UnsatisfiedLinkError.class);
  }
}
