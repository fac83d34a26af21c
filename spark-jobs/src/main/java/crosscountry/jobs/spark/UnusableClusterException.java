package crosscountry.jobs.spark;

/** A cluster that does not answer, or does not let this application in. */
public final class UnusableClusterException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnusableClusterException(String master, Exception cause) {
    super(
        "the cluster at %s cannot be used; check the URL, that the cluster runs and can be reached from here, and that the secret is its own"
            .formatted(master),
        cause);
  }
}
