package crosscountry.models.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Shows all that its parent shows but the services of one backend. ND4J takes the backend of the
 * highest priority among those whose service it finds, and priorities can only be set by the
 * environment of the process, which is too late for a running one.
 */
final class BackendFilter extends ClassLoader {

  private static final String SERVICES = "META-INF/services/";

  private final Backend hidden;

  /**
   * Creates a filter.
   *
   * @param hidden backend that is not to be found
   */
  BackendFilter(ClassLoader parent, Backend hidden) {
    super(parent);
    this.hidden = hidden;
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    Enumeration<URL> found = super.getResources(name);
    if (!name.startsWith(SERVICES)) {
      return found;
    }
    List<URL> shown = new ArrayList<>();
    for (URL file : Collections.list(found)) {
      if (!isOfHidden(file)) {
        shown.add(file);
      }
    }
    return Collections.enumeration(shown);
  }

  @Override
  public URL getResource(String name) {
    if (!name.startsWith(SERVICES)) {
      return super.getResource(name);
    }
    try {
      Enumeration<URL> shown = getResources(name);
      return shown.hasMoreElements() ? shown.nextElement() : null;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Every backend is in a jar of its own, so that a service file belongs to one alone. */
  private boolean isOfHidden(URL file) throws IOException {
    URLConnection connection = file.openConnection();
    // A cached jar would stay open for as long as the process lives.
    connection.setUseCaches(false);
    try (InputStream content = connection.getInputStream()) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .anyMatch(line -> line.strip().startsWith(hidden.classPrefix()));
    }
  }
}
