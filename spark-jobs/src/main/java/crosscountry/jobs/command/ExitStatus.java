package crosscountry.jobs.command;

/** Every way in which the program ends. */
public enum ExitStatus {

  /** All that was asked has been done. */
  DONE(0),

  /** Something failed that the user's input did not cause. */
  FAILURE(1),

  /** The command line, the configuration or an input file cannot be used. */
  BAD_INPUT(2),

  /** A quality gate is not met; valid state has been saved. */
  GATE_NOT_MET(5),

  /** Stopped early on request; valid state has been saved and can be resumed. */
  STOPPED(6);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  /** Returns the process's exit code. */
  public int code() {
    return code;
  }
}
