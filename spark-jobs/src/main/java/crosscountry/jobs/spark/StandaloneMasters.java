package crosscountry.jobs.spark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;

/** The masters of a standalone cluster, of which one leads and others stand by. */
final class StandaloneMasters {

  private static final String SCHEME = "spark://";

  /** How long a machine that drops what it is sent is waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private StandaloneMasters() {}

  /**
   * Looks whether anyone listens where the masters should be, for Spark takes a minute to find out
   * that nobody does. Masters of other kinds are not looked at.
   *
   * @param url such as {@code spark://host:7077} or {@code spark://one:7077,other:7077}
   * @throws IOException if none of them can be reached
   * @throws IllegalArgumentException if an address has no port
   */
  static void requireListening(String url) throws IOException {
    if (!url.startsWith(SCHEME)) {
      return;
    }
    IOException last = null;
    for (String address : url.substring(SCHEME.length()).split(",", -1)) {
      try (Socket socket = new Socket()) {
        socket.connect(parsed(address), Math.toIntExact(PATIENCE.toMillis()));
        return;
      } catch (IOException unreachable) {
        last = unreachable;
      }
    }
    throw last;
  }

  private static InetSocketAddress parsed(String address) throws UnknownHostException {
    int colon = address.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("%s has no port".formatted(address));
    }
    InetSocketAddress parsed =
        new InetSocketAddress(
            address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    if (parsed.isUnresolved()) {
      throw new UnknownHostException(address);
    }
    return parsed;
  }
}
