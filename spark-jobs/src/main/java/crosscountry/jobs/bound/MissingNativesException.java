package crosscountry.jobs.bound;

/** Integer programs cannot be solved on this machine; the message is one sentence. */
public final class MissingNativesException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MissingNativesException(LinkageError cause) {
    super(
        ("this machine (%s %s) cannot load OR-Tools' native library, which comes for Linux on"
                + " x86-64 and solves the integer programs of the proof; run it on such a machine")
            .formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
        cause);
  }
}
