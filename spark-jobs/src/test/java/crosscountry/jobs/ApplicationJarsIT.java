package crosscountry.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A class comes from one jar, whether Spark brings it or the application. */
final class ApplicationJarsIT {

  private static final Path TARGET = Path.of("target");

  @Test
  void theApplicationBringsNoClassTwiceAndNoneThatSparkBrings() throws IOException {
    Map<String, Set<String>> jarsOfClasses = jarsOfClasses("lib", "spark/jars");
    // Annotations alone, which nothing looks up.
    jarsOfClasses.keySet().removeIf(name -> name.startsWith("javax/annotation/"));
    assertThat(jarsOfClasses.values())
        .filteredOn(jars -> jars.size() > 1)
        .filteredOn(jars -> jars.stream().anyMatch(jar -> jar.startsWith("lib/")))
        .isEmpty();
  }

  @Test
  void whatEveryJvmSharesIsThereOnce() throws IOException {
    Map<String, Set<String>> jarsOfClasses = jarsOfClasses("lib", "spark/jars");
    for (String shared :
        List.of(
            "com/esotericsoftware/kryo/Kryo.class",
            "com/twitter/chill/KryoBase.class",
            "scala/Option.class",
            "org/slf4j/LoggerFactory.class",
            "org/apache/parquet/hadoop/ParquetWriter.class",
            "org/apache/hadoop/fs/FileSystem.class")) {
      assertThat(jarsOfClasses.get(shared)).as(shared).hasSize(1);
    }
  }

  private static Map<String, Set<String>> jarsOfClasses(String... folders) throws IOException {
    Map<String, Set<String>> jarsOfClasses = new TreeMap<>();
    for (String folder : folders) {
      for (Path jar : jars(TARGET.resolve(folder))) {
        try (JarFile content = new JarFile(jar.toFile())) {
          content.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
              .filter(name -> !name.startsWith("META-INF/"))
              .forEach(
                  name ->
                      jarsOfClasses
                          .computeIfAbsent(name, absent -> new TreeSet<>())
                          .add(TARGET.relativize(jar).toString()));
        }
      }
    }
    return jarsOfClasses;
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).toList();
    }
  }
}
