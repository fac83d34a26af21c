package crosscountry.datasets.tables;

/**
 * A table that cannot be read or written; the message is one sentence that names the file, what is
 * wrong with it and what to do.
 */
public sealed class WarehouseException extends RuntimeException
    permits DamagedFileException,
        LeaseHeldException,
        LeaseLostException,
        UnopenedWarehouseException {

  private static final long serialVersionUID = 1L;

  /** Creates the error from one sentence. */
  public WarehouseException(String sentence) {
    super(sentence);
  }

  /** Creates the error from one sentence and the error underneath it. */
  public WarehouseException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
