package crosscountry.datasets.tables;

/**
 * A file of a table that is there and could be opened, but whose content is not sound, or not that
 * of the table.
 */
public final class DamagedFileException extends WarehouseException {

  private static final long serialVersionUID = 1L;

  /** Creates the error from one sentence and the error underneath it. */
  public DamagedFileException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
