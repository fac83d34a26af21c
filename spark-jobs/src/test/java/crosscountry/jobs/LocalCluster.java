package crosscountry.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A cluster of {@code deploy/cluster.sh}. */
final class LocalCluster {

  private static final Path DEPLOY = Path.of("..", "deploy").toAbsolutePath().normalize();
  private static final String SECRET = "spark.authenticate.secret";

  private final Path state;
  private final String master;

  private LocalCluster(Path state, String master) {
    this.state = state;
    this.master = master;
  }

  /**
   * Starts a cluster.
   *
   * @param state folder of what the cluster leaves
   * @param options options of {@code cluster.sh start}
   */
  static LocalCluster start(Path state, String... options)
      throws IOException, InterruptedException {
    Files.createDirectories(state);
    Path out = state.resolveSibling("url");
    Path err = state.resolveSibling("start");
    List<String> words = new ArrayList<>(List.of("start"));
    words.addAll(List.of(options));
    Process start =
        script(state, "cluster.sh", words)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!start.waitFor(2, TimeUnit.MINUTES) || start.exitValue() != 0) {
      throw new IllegalStateException("no cluster: " + Files.readString(err));
    }
    return new LocalCluster(state, Files.readString(out).strip());
  }

  /** Returns a command that submits words to the cluster. */
  ProcessBuilder submission(String... words) {
    List<String> all = new ArrayList<>(List.of("--master", master));
    all.addAll(List.of(words));
    return script(state, "submit.sh", all);
  }

  /** Returns the exit code of {@code cluster.sh status}. */
  int status() throws IOException, InterruptedException {
    return script(state, "cluster.sh", List.of("status"))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /** Returns the process of a worker, counted from 1. */
  ProcessHandle worker(int number) {
    return process(state.resolve("worker-%d.pid".formatted(number))).orElseThrow();
  }

  /** Tells whether a worker, counted from 1, has an executor. */
  boolean hasExecutor(int number) {
    return worker(number).descendants().findAny().isPresent();
  }

  /** Returns the number that the newest executor of a worker has in its application. */
  String executor(int number) throws IOException {
    try (Stream<Path> files =
        Files.find(
            state.resolve("work/worker-%d".formatted(number)),
            2,
            (file, attributes) -> file.getFileName().toString().matches("\\d+"))) {
      return files.max(Comparator.naturalOrder()).orElseThrow().getFileName().toString();
    }
  }

  /** Returns those of master, workers and executors that run. */
  List<ProcessHandle> processes() throws IOException {
    try (Stream<Path> files = Files.list(state)) {
      return files
          .filter(file -> file.toString().endsWith(".pid"))
          .flatMap(file -> process(file).stream())
          .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
          .toList();
    }
  }

  /** Returns what only those know who may use the cluster. */
  String secret() throws IOException {
    return Files.readAllLines(state.resolve("cluster.properties")).stream()
        .filter(line -> line.startsWith(SECRET))
        .map(line -> line.substring(SECRET.length()).strip())
        .findFirst()
        .orElseThrow();
  }

  /** Returns all logs, and all files that executors were sent. */
  List<Path> filesOfTheWorkers() throws IOException {
    try (Stream<Path> files = Files.walk(state.resolve("work"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** Returns the logs of master, workers and executors. */
  List<Path> logs() throws IOException {
    try (Stream<Path> files = Files.walk(state)) {
      return files.filter(file -> file.toString().matches(".*(\\.log|/stderr|/stdout)")).toList();
    }
  }

  /** Ends the cluster and what runs on it. */
  void stop() throws IOException, InterruptedException {
    script(state, "cluster.sh", List.of("stop")).inheritIO().start().waitFor();
  }

  private static ProcessBuilder script(Path state, String name, List<String> words) {
    List<String> all = new ArrayList<>(List.of(DEPLOY.resolve(name).toString()));
    all.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(all);
    builder.environment().put("CROSSCOUNTRY_CLUSTER_DIR", state.toString());
    builder.environment().remove("SPARK_HOME");
    builder.environment().remove("SPARK_LOCAL_IP");
    return builder;
  }

  /** Returns what a file names, unless it has ended: its number may be another's by now. */
  private static Optional<ProcessHandle> process(Path file) {
    try {
      String[] numberAndStart = Files.readString(file).strip().split(" ", -1);
      return isStartedAt(numberAndStart[1], numberAndStart[0])
          ? ProcessHandle.of(Long.parseLong(numberAndStart[0]))
          : Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static boolean isStartedAt(String start, String number) {
    try {
      String stat = Files.readString(Path.of("/proc", number, "stat"));
      // Field 22 of all, the 20th behind the name in parentheses.
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19].equals(start);
    } catch (IOException ended) {
      return false;
    }
  }
}
