package crosscountry.jobs.spark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The masters of a standalone cluster, of which one leads and others stand by. */
final class StandaloneMasters {

  private static final String SCHEME = "spark://";

  /** How long a machine that drops what it is sent is waited for. */
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private static final Duration PAUSE = Duration.ofMillis(200);

  private StandaloneMasters() {}

  /**
   * Looks whether anyone listens where the masters should be, for Spark takes a minute to find out
   * that nobody does. A master that is being started anew soon listens, so it is looked again for a
   * while. Masters of other kinds are not looked at.
   *
   * @param url such as {@code spark://host:7077} or {@code spark://one:7077,other:7077}
   * @param patience how long they may be out of reach
   * @throws IOException if none of them can be reached
   * @throws IllegalArgumentException if an address has no port
   */
  static void requireListening(String url, Duration patience)
      throws IOException, InterruptedException {
    if (!url.startsWith(SCHEME)) {
      return;
    }
    List<String> addresses = List.of(url.substring(SCHEME.length()).split(",", -1));
    long begun = System.nanoTime();
    Optional<IOException> fault = fault(addresses);
    while (fault.isPresent()) {
      if (System.nanoTime() - begun > patience.toNanos()) {
        throw fault.get();
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
      fault = fault(addresses);
    }
  }

  /** Returns why the last of them cannot be reached, or nothing if one of them can. */
  private static Optional<IOException> fault(List<String> addresses) {
    IOException last = null;
    for (String address : addresses) {
      try (Socket socket = new Socket()) {
        socket.connect(parsed(address), Math.toIntExact(ANSWER.toMillis()));
        return Optional.empty();
      } catch (IOException unreachable) {
        last = unreachable;
      }
    }
    return Optional.ofNullable(last);
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
