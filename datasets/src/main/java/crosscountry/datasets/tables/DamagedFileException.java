package crosscountry.datasets.tables;

/**
 * A file of a table that is there and could be opened, but whose content is not sound, or not that
 * of the table.
 */
public final class DamagedFileException extends WarehouseException {

  private static final long serialVersionUID = 1L;

  private final String damage;

  /**
   * Creates the error.
   *
   * @param sentence all that is to be said
   * @param damage the part of it that tells what is wrong, without the file and the way out
   * @param cause the error underneath it, or null
   */
  DamagedFileException(String sentence, String damage, Throwable cause) {
    super(sentence, cause);
    this.damage = damage;
  }

  /** Returns what is wrong with the file, as the end of a sentence such as {@code it is empty}. */
  public String damage() {
    return damage;
  }
}
