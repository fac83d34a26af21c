package crosscountry.jobs.command;

/** Input of a command that cannot be used; the message is one sentence. */
final class BadInputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadInputException(String message) {
    super(message);
  }
}
