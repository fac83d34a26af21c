package crosscountry.models.device;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks NVIDIA's driver for the machine's GPUs, by the program that comes with it. */
final class NvidiaSmi {

  private static final String PROGRAM = "nvidia-smi";
  private static final int COLUMNS = 5;
  private static final int MOST_BYTES = 1 << 16;

  private final String path;
  private final Duration patience;

  /**
   * Creates the question.
   *
   * @param path folders in which the program is looked for, as in the variable PATH
   * @param patience how long to wait for an answer; a broken driver may never give one
   */
  NvidiaSmi(String path, Duration patience) {
    this.path = path;
    this.patience = patience;
  }

  /** Asks. */
  GpuListing ask() throws InterruptedException {
    Optional<Path> program = program();
    if (program.isEmpty()) {
      return new GpuListing.Unknown(
          "there is no nvidia-smi on the PATH; install NVIDIA's driver, or add its folder to the PATH");
    }
    try {
      return answer(program.get());
    } catch (IOException failure) {
      return new GpuListing.Unknown(
          "%s cannot be run: %s".formatted(program.get(), failure.getMessage()));
    }
  }

  private Optional<Path> program() {
    for (String folder : path.split(File.pathSeparator, -1)) {
      try {
        Path candidate = Path.of(folder, PROGRAM);
        if (!folder.isEmpty() && Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
          return Optional.of(candidate);
        }
      } catch (InvalidPathException nonsense) {
        // A shell skips such an entry, too.
      }
    }
    return Optional.empty();
  }

  private GpuListing answer(Path program) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--query-gpu=index,uuid,name,compute_cap,memory.total",
                "--format=csv,noheader,nounits")
            .redirectErrorStream(true)
            .start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return new GpuListing.Unknown(
            "%s gave no answer within %d seconds; see whether it answers in a terminal"
                .formatted(program, patience.toSeconds()));
      }
      // Only now, because to read a pipe to its end is to wait for the process without limit.
      String text =
          new String(process.getInputStream().readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
      return process.exitValue() == 0
          ? parse(program, text)
          : new GpuListing.Unknown(
              "%s failed with exit code %d and says: %s"
                  .formatted(program, process.exitValue(), firstLine(text)));
    } finally {
      process.destroyForcibly();
    }
  }

  private static GpuListing parse(Path program, String text) {
    List<Gpu> gpus = new ArrayList<>();
    for (String line : text.lines().map(String::strip).filter(row -> !row.isEmpty()).toList()) {
      // What the driver says where it has no card.
      if (line.startsWith("No devices")) {
        return new GpuListing.Listed(List.of());
      }
      try {
        gpus.add(gpu(line.split(",", -1)));
      } catch (IllegalArgumentException unreadable) {
        return new GpuListing.Unknown(
            "%s gave a line that cannot be read as a GPU: %s".formatted(program, line));
      }
    }
    return new GpuListing.Listed(gpus);
  }

  private static Gpu gpu(String[] cells) {
    if (cells.length != COLUMNS) {
      throw new IllegalArgumentException("%d cells".formatted(cells.length));
    }
    return new Gpu(
        Integer.parseInt(cells[0].strip()),
        cells[1].strip(),
        cells[2].strip(),
        ComputeCapability.parse(cells[3].strip()),
        Long.parseLong(cells[4].strip()));
  }

  private static String firstLine(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .findFirst()
        .orElse("nothing");
  }
}
