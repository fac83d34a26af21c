package crosscountry.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What processes listen on, as Linux tells it. */
final class ListeningSockets {

  private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final String LISTENING = "0A";

  private ListeningSockets() {}

  /**
   * Returns the addresses on which any of the processes listens, in the kernel's hexadecimal
   * notation, of four-byte words in the machine's own byte order.
   */
  static List<String> addresses(Collection<ProcessHandle> processes) throws IOException {
    Set<String> inodes = new HashSet<>();
    for (ProcessHandle process : processes) {
      inodes.addAll(inodes(process));
    }
    return Stream.of("tcp", "tcp6")
        .flatMap(family -> lines(Path.of("/proc/net", family)))
        .map(line -> SPACE.splitAsStream(line.strip()).toList())
        // sl, local address, remote address, state, queues, timer, retransmits, uid, timeout, inode
        .filter(cells -> cells.get(3).equals(LISTENING) && inodes.contains(cells.get(9)))
        .map(cells -> cells.get(1))
        .map(address -> address.substring(0, address.indexOf(':')))
        .toList();
  }

  /** Tells whether an address is reached from its own machine only, on little-endian ones. */
  static boolean isLoopback(String address) {
    boolean fourth = address.length() == 8 && address.endsWith("7F");
    boolean mapped = address.matches("0{16}FFFF0000.{6}7F");
    boolean sixth = address.equals("0".repeat(24) + "01000000");
    return fourth || mapped || sixth;
  }

  private static Set<String> inodes(ProcessHandle process) throws IOException {
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> files = Files.list(Path.of("/proc/%d/fd".formatted(process.pid())))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Matcher matcher = SOCKET.matcher(target(file));
        if (matcher.matches()) {
          inodes.add(matcher.group(1));
        }
      }
    }
    return inodes;
  }

  private static String target(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  private static Stream<String> lines(Path table) {
    try {
      return Files.readAllLines(table).stream().skip(1);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
