package crosscountry.jobs.server;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What those who come meanwhile are told of who holds a lease. */
public final class LeaseOwner {

  private LeaseOwner() {}

  /** Returns what names this process. */
  public static String thisProcess() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      host = "a host without a name";
    }
    return "process %d on %s".formatted(ProcessHandle.current().pid(), host);
  }
}
