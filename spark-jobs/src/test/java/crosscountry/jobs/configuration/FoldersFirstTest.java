package crosscountry.jobs.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FoldersFirstTest {

  private static final String NAME = "some.conf";

  @TempDir private Path folder;

  @Test
  void aFolderWinsOverAJarThatStandsBeforeIt() throws IOException {
    Path jar = folder.resolve("some.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(NAME));
      out.write("jar".getBytes(StandardCharsets.UTF_8));
    }
    Path conf = Files.createDirectory(folder.resolve("conf"));
    Files.writeString(conf.resolve(NAME), "folder");
    URL[] classPath = {jar.toUri().toURL(), conf.toUri().toURL()};
    try (URLClassLoader classes = new URLClassLoader(classPath, null)) {
      ClassLoader found = new FoldersFirst(classes);
      assertThat(found.getResource(NAME)).isEqualTo(conf.resolve(NAME).toUri().toURL());
      assertThat(Collections.list(found.getResources(NAME)))
          .extracting(URL::getProtocol)
          .containsExactly("file", "jar");
      assertThat(found.getResource("no.conf")).isNull();
    }
  }
}
