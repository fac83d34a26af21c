package crosscountry.jobs.configuration;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;

/**
 * Finds what lies in a folder of the class path before what came in a jar, wherever the folder
 * stands: users change settings in a folder, and a JVM that is to start fast wants jars first.
 */
final class FoldersFirst extends ClassLoader {

  private static final Comparator<URL> FOLDERS_FIRST =
      Comparator.comparing(place -> !place.getProtocol().equals("file"));

  FoldersFirst(ClassLoader parent) {
    super(parent);
  }

  @Override
  public URL getResource(String name) {
    try {
      Enumeration<URL> found = getResources(name);
      return found.hasMoreElements() ? found.nextElement() : null;
    } catch (IOException unreadable) {
      return super.getResource(name);
    }
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    List<URL> found = Collections.list(super.getResources(name));
    found.sort(FOLDERS_FIRST);
    return Collections.enumeration(found);
  }
}
